import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { RunSummary } from '../../src-core/training/run.ts'
import { newDocument } from '../../templates/open.ts'
import { ended, epoch, ready, scriptedTrainer, scriptOf } from '../../test/training/scripts.ts'
import type { Action } from '../../test/training/scripts.ts'
import { forkNode } from './child.ts'
import { deviceGuess } from './devices.ts'
import { createRuns } from './runs.ts'
import type { Runs } from './runs.ts'

let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'layerloom-queue-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))
const open: Runs[] = []
afterEach(() => Promise.all(open.splice(0).map((runs) => runs.close())))

let folders = 0
/** Runs of a trainer that plays a script a training, in the order in which trainings begin. */
function runsOf(scripts: Action[][], { directory = join(root, `${++folders}`), queue = true } = {}) {
  const left = [...scripts]
  const runs = createRuns({
    directory,
    runtime: {
      check: async () => ({ phase: 'ready', version: '', source: { en: 'a test', zh: '测试' }, directory: '/' }),
      environment: () => scriptOf(left.shift() ?? []),
    },
    fork: forkNode,
    trainer: scriptedTrainer,
    queue,
  })
  open.push(runs)
  return { runs, directory }
}

const network = newDocument('lenet')
if (!network.ok) throw new Error(network.failure.message.en)
const document = { ...network.value, training: { ...network.value.training, epochs: 1 } }

async function start(runs: Runs, title: string): Promise<string> {
  const started = await runs.start({ title, document })
  if (!started.ok) throw new Error(started.failure.message.en)
  return started.value.run
}

/** `title phase place` of each run, oldest first. */
const told = (runs: Runs) =>
  runs
    .list()
    .sort((a, b) => a.title.localeCompare(b.title))
    .map(({ title, state, place }) => [title, state.phase, ...(place === undefined ? [] : [place])].join(' '))

const until = (runs: Runs, wanted: string[]) => expect.poll(() => told(runs), { timeout: 20_000 }).toEqual(wanted)
const done = { ok: true, value: {} }

const whole = [ready(3), ...epoch(1, 3), ended('done')]
const untilStopped: Action[] = [
  ready(3),
  { do: 'tell', report: { type: 'phase', phase: 'training' } },
  { do: 'untilOrder', type: 'stop' },
  ended('stopped'),
]

describe('the queue', () => {
  test('has its turns one after the other, in an order that can be changed', async () => {
    const { runs } = runsOf([untilStopped, untilStopped, whole])
    const [a, b, c] = [await start(runs, 'A'), await start(runs, 'B'), await start(runs, 'C')]
    await until(runs, ['A training', 'B queued 1', 'C queued 2'])
    expect(await runs.move(c, 1)).toEqual(done)
    await until(runs, ['A training', 'B queued 2', 'C queued 1'])
    expect(await runs.move(c, 99)).toEqual(done)
    await until(runs, ['A training', 'B queued 1', 'C queued 2'])
    expect(await runs.move(c, 1)).toEqual(done)
    expect(await runs.move(a, 1)).toMatchObject({ failure: { code: 'still-training' } })
    // It is the one thing that is refused: its place is no better for asking.
    expect(await runs.resume(b)).toMatchObject({ failure: { code: 'busy', message: { en: '“A” is being trained.' } } })
    await runs.stop(a)
    await until(runs, ['A stopped', 'B queued 1', 'C training'])
    expect(await runs.move(a, 1)).toMatchObject({ failure: { code: 'not-queued' } })
    await runs.stop(c)
    await until(runs, ['A stopped', 'B done', 'C stopped'])
  })

  test('goes on after a run that fails', async () => {
    const { runs } = runsOf([[ready(3), { do: 'kill', signal: 'SIGKILL' }], whole])
    await start(runs, 'A')
    await start(runs, 'B')
    await until(runs, ['A failed', 'B done'])
  })

  test('is left by what is stopped or deleted, and joined by what is resumed', async () => {
    const { runs } = runsOf([untilStopped, untilStopped])
    const [a, b, c] = [await start(runs, 'A'), await start(runs, 'B'), await start(runs, 'C')]
    expect(await runs.stop(b)).toEqual(done)
    await until(runs, ['A training', 'B stopped', 'C queued 1'])
    expect(await runs.resume(b)).toEqual(done)
    await until(runs, ['A training', 'B queued 2', 'C queued 1'])
    expect(await runs.remove(c)).toEqual(done)
    await until(runs, ['A training', 'B queued 1'])
    await runs.stop(a)
    await until(runs, ['A stopped', 'B training'])
  })

  test('rests with a pause, and goes on with what is resumed', async () => {
    const { runs } = runsOf([untilStopped, whole, whole])
    const a = await start(runs, 'A')
    await start(runs, 'B')
    await until(runs, ['A training', 'B queued 1'])
    expect(await runs.pause(a)).toEqual(done)
    await until(runs, ['A paused', 'B queued 1'])
    expect(await runs.pause(a)).toMatchObject({ failure: { code: 'not-training' } })
    expect(await runs.resume(a)).toEqual(done)
    await until(runs, ['A done', 'B done'])
  })

  test('is there after a restart, and begins when it is asked to', async () => {
    const { runs: before, directory } = runsOf([untilStopped])
    await start(before, 'A')
    await start(before, 'B')
    const c = await start(before, 'C')
    await until(before, ['A training', 'B queued 1', 'C queued 2'])
    await before.close()
    const { runs } = runsOf([whole, whole, whole], { directory })
    expect(told(runs)).toEqual(['A paused', 'B queued 1', 'C queued 2'])
    expect(runs.training()).toBe(false)
    expect(await runs.resume(c)).toEqual(done)
    await until(runs, ['A paused', 'B done', 'C done'])
  })

  test('is left alone by a command that trains one run', async () => {
    const { runs: before, directory } = runsOf([untilStopped])
    await start(before, 'A')
    await start(before, 'B')
    await before.close()
    const { runs } = runsOf([whole], { directory, queue: false })
    const c = await start(runs, 'C')
    for await (const _ of runs.watch(c, new AbortController().signal));
    await runs.close()
    expect(told(runs)).toEqual(['A paused', 'B queued 1', 'C done'])
  })
})

test('a run has another title and a note, whatever it is doing', async () => {
  const { runs, directory } = runsOf([untilStopped])
  const [a, b] = [await start(runs, 'A'), await start(runs, 'B')]
  const note = '第一次 run: 学习率 0.001\nlooks noisy'
  expect(await runs.edit(a, { note })).toEqual(done)
  expect(await runs.edit(b, { title: 'D' })).toEqual(done)
  await until(runs, ['A training', 'D queued 1'])
  await runs.stop(a)
  await expect.poll(() => runs.list().find(({ id }) => id === a)?.state.phase).toBe('stopped')
  expect(await runs.edit(a, { title: 'C' })).toEqual(done)
  const again = runsOf([], { directory })
    .runs.list()
    .find(({ id }) => id === a)
  expect(again).toMatchObject({ title: 'C', note, state: { phase: 'stopped' } })
  const record = JSON.parse(await readFile(join(directory, a, 'run.json'), 'utf8')) as { owner?: unknown }
  expect(record.owner).toBeUndefined()
})

test('a device is guessed until one has answered', () => {
  const { plan } = { plan: document.training }
  const guess = deviceGuess()
  const run = (device: RunSummary['device'], asked: 'auto' | 'gpu' | 'cpu' = 'auto') =>
    ({ plan: { ...plan, device: asked }, device }) as RunSummary
  guess.learn(run('GPU'))
  expect(guess.planned(run(undefined).plan)).toBe('gpu')
  expect(guess.planned(run(undefined, 'cpu').plan)).toBe('cpu')
  expect(guess.of(run('CPU'))).toBe('cpu')
  guess.learn(run('CPU', 'cpu'))
  expect(guess.planned(run(undefined).plan)).toBe('gpu')
  guess.learn(run('CPU'))
  expect(guess.planned(run(undefined, 'gpu').plan)).toBe('cpu')
})
