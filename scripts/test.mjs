// `npm test`: brings what the tests need, then types, lint, format, dead code, build, unit and end-to-end tests.
// Ends with one line that counts them all.
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setUp } from './test-setup.mjs'

const root = resolve(import.meta.dirname, '..')
const results = join(root, 'test-results')
const bin = (name) => join(root, 'node_modules/.bin', name)

function step(title, command, args, env = {}) {
  const begun = performance.now()
  console.log(`\n— ${title}`)
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  console.log(`— ${title}: ${status === 0 ? 'done' : 'FAILED'} in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
  return status === 0
}

/** Reads a reporter's JSON file; a runner that crashed before writing it counts as one failure. */
function counted(file, read) {
  try {
    return read(JSON.parse(readFileSync(join(results, file), 'utf8')))
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

rmSync(results, { recursive: true, force: true })
const env = setUp(root)
const checked = step('check', 'npm', ['run', '--silent', 'check'])
const built = step('build', bin('electron-vite'), ['build'], { NODE_ENV: 'production' })
const unit =
  built &&
  step(
    'unit tests',
    bin('vitest'),
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${join(results, 'vitest.json')}`],
    env,
  )
const endToEnd = built && step('end-to-end tests', bin('playwright'), ['test'], env)

const counts = [
  built
    ? counted('vitest.json', (json) => ({
        passed: json.numPassedTests,
        failed: json.numFailedTests,
        skipped: json.numPendingTests + json.numTodoTests,
      }))
    : { passed: 0, failed: 1, skipped: 0 },
  built
    ? counted('playwright.json', ({ stats }) => ({
        passed: stats.expected + stats.flaky,
        failed: stats.unexpected,
        skipped: stats.skipped,
      }))
    : { passed: 0, failed: 1, skipped: 0 },
  { passed: checked ? 1 : 0, failed: checked ? 0 : 1, skipped: 0 },
]
const sum = (key) => counts.reduce((total, count) => total + count[key], 0)
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
process.exit(checked && built && unit && endToEnd ? 0 : 1)
