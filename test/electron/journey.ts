/** Runs the built program against the double and every check on it; tells each outcome to the test that started this. */
import * as electron from 'electron'
import { checks } from './checks.ts'
import type { Journey } from './checks.ts'

const journey: Journey = { electron: electron as unknown as Journey['electron'], data: process.env.LAYERLOOM_DATA! }

await import('../../out/main/index.js' as string)
for (const [name, check] of Object.entries(checks))
  try {
    await check(journey)
    process.send!({ name, passed: true })
  } catch (error) {
    process.send!({ name, passed: false, why: error instanceof Error ? error.stack : String(error) })
  }
process.exit(0)
