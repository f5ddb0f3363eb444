import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { readCheckpoint } from '../../src-main/training/checkpoint.ts'
import type { TrainerOrder, TrainerReport } from '../../src-main/training/messages.ts'
import { buildTrainer, forkTrainer, trainer } from './fork.ts'
import { small, tooLarge, value } from './networks.ts'
import { newFolder, only, writeRun } from './runs.ts'

beforeAll(buildTrainer)

let directory: string
beforeEach(async () => {
  directory = await newFolder()
  // Long steps, and more of them than any test waits for.
  await writeRun(directory, small, { batchSize: 512, epochs: 1_000 })
})
afterEach(() => rm(directory, { recursive: true, force: true }))

/** A trainer with what it has said so far. */
function start(order: TrainerOrder, child = forkTrainer()) {
  const reports: TrainerReport[] = []
  child.on('message', (report: TrainerReport) => void reports.push(report))
  child.send(order)
  const until = async (isThere: () => boolean) => {
    while (!isThere()) await Promise.race([once(child, 'message'), once(child, 'exit')])
  }
  const lastStep = () => only(reports, 'steps').at(-1)?.steps.at(-1)?.step ?? 0
  return { child, reports, until, lastStep }
}

const exitOf = async (child: ChildProcess) =>
  (await once(child, 'exit')) as [code: number | null, signal: string | null]

test.each([
  ['told to stop', (child: ChildProcess) => child.send({ type: 'stop' })],
  ['asked to end by the system', (child: ChildProcess) => child.kill('SIGTERM')],
])('a trainer that is %s ends after its step, with a checkpoint', async (_name, ask) => {
  const { child, reports, until, lastStep } = start({ type: 'train', directory })
  await until(() => lastStep() >= 2)
  const step = lastStep()
  ask(child)
  expect(await exitOf(child)).toEqual([0, null])
  expect(reports.at(-1)).toEqual({ type: 'ended', how: 'stopped' })
  // The one that it was in; on a busy machine it may be in the next before its word of the last is here.
  expect(lastStep()).toBeLessThanOrEqual(step + 2)
  expect(only(reports, 'checkpoint')).toEqual([{ type: 'checkpoint', step: lastStep() }])
  expect(value(await readCheckpoint(directory)).progress.step).toBe(lastStep())
})

test('a trainer whose parent is killed ends itself, with a checkpoint', async () => {
  const parent = fork(join(import.meta.dirname, 'grandparent.mjs'), [trainer, directory])
  const [pid] = (await once(parent, 'message')) as [number]
  parent.kill('SIGKILL')
  const isAlive = () => {
    try {
      return process.kill(pid, 0)
    } catch {
      return false
    }
  }
  while (isAlive()) await setTimeout(50)
  expect(value(await readCheckpoint(directory)).progress.step).toBeGreaterThan(0)
})

test('a trainer of Electron’s, which has a port instead of a channel, says its last word and ends', async () => {
  const child = forkTrainer(['--import', join(import.meta.dirname, '../electron/parent-port.mjs')])
  const { reports } = start({ type: 'train', directory: join(directory, 'nowhere') }, child)
  expect(await exitOf(child)).toEqual([0, null])
  expect(reports.at(-1)).toMatchObject({ type: 'failed', failure: { code: 'not-found' } })
})

test('a trainer gives signs of life while nobody asks anything of it', async () => {
  const child = forkTrainer()
  const [report] = await once(child, 'message')
  expect(report).toEqual({ type: 'alive' })
  child.disconnect()
  expect(await exitOf(child)).toEqual([0, null])
})

test('a trainer that runs out of memory says so', async () => {
  await writeRun(directory, tooLarge, { batchSize: 2_000 })
  const { child, reports } = start({ type: 'train', directory })
  expect(await exitOf(child)).toEqual([0, null])
  expect(reports.at(-1)).toMatchObject({ type: 'failed', failure: { code: 'out-of-memory' } })
})
