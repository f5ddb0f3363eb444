import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { ensureBuilt } from '../../scripts/built.mjs'
import { checks } from './checks.ts'

const root = resolve(import.meta.dirname, '../..')
interface Outcome {
  name: string
  passed: boolean
  why?: string
}

/** Runs the journey in a process of its own; checks that it did not come to have no outcome. */
async function travel(env: NodeJS.ProcessEnv): Promise<{ outcomes: Map<string, Outcome>; code: number; said: string }> {
  const data = await mkdtemp(join(tmpdir(), 'layerloom-electron-'))
  const child = fork(join(import.meta.dirname, 'journey.ts'), {
    cwd: root,
    execArgv: ['--import', join(import.meta.dirname, 'register.mjs')],
    env: { ...process.env, LAYERLOOM_DATA: data, LAYERLOOM_CACHE: join(data, 'cache'), ...env },
    silent: true,
  })
  const outcomes = new Map<string, Outcome>()
  let said = ''
  child.stdout!.on('data', (text) => (said += text))
  child.stderr!.on('data', (text) => (said += text))
  child.on('message', (outcome: Outcome) => outcomes.set(outcome.name, outcome))
  const late = setTimeout(() => child.kill('SIGKILL'), 90_000)
  const [code] = await once(child, 'exit')
  clearTimeout(late)
  await rm(data, { recursive: true, force: true })
  return { outcomes, code, said }
}

describe('the built Electron program', () => {
  let journey: Awaited<ReturnType<typeof travel>>
  beforeAll(async () => {
    expect(ensureBuilt(), 'the build').toBe(true)
    journey = await travel({})
  })

  test.each(Object.keys(checks))('%s', (name) => {
    const outcome = journey.outcomes.get(name)
    expect(outcome?.passed, outcome?.why ?? `It was never reached. ${journey.said}`).toBe(true)
  })
})
