import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { RuntimeState } from '../../src-core/contract/contract.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { isLive } from '../../src-core/training/run.ts'
import type { RunUpdate } from '../../src-core/training/run.ts'
import { newDocument } from '../../templates/open.ts'
import { ended, epoch, phase, ready, scriptedTrainer, scriptOf } from '../../test/training/scripts.ts'
import type { Action } from '../../test/training/scripts.ts'
import { onTinyDisk } from '../../test/training/tiny-disk.ts'
import { forkNode } from './child.ts'
import type { Patience } from './host.ts'
import { createRuns } from './runs.ts'
import type { Runs } from './runs.ts'

const tensorflow: RuntimeState = {
  phase: 'ready',
  version: '2.19.1',
  source: { en: 'a test', zh: '测试' },
  directory: '/tensorflow',
}
const document = (epochs = 2, options: Record<string, unknown> = {}): LoomDocument => {
  const made = newDocument('lenet', options)
  if (!made.ok) throw new Error(made.failure.message.en)
  return { ...made.value, training: { ...made.value.training, epochs } }
}

let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'layerloom-runs-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

const open: Runs[] = []
afterEach(() => Promise.all(open.splice(0).map((runs) => runs.close())))

let folders = 0
/** Runs of a trainer that plays a script; its first use is for the first training, and so on. */
function runsOf(
  scripts: Action[][],
  {
    directory = join(root, `runs-${++folders}`),
    state = tensorflow,
    patience,
  }: { directory?: string; state?: RuntimeState; patience?: Partial<Patience> } = {},
) {
  const left = [...scripts]
  const runs = createRuns({
    directory,
    runtime: { check: async () => state, environment: () => scriptOf(left.shift() ?? []) },
    fork: forkNode,
    trainer: scriptedTrainer,
    patience,
  })
  open.push(runs)
  return { runs, directory }
}

async function start(runs: Runs, options: Partial<Parameters<Runs['start']>[0]> = {}): Promise<string> {
  const started = await runs.start({ title: 'LeNet-5', document: document(), ...options })
  if (!started.ok) throw new Error(started.failure.message.en)
  return started.value.run
}

async function watched(runs: Runs, run: string, onUpdate: (update: RunUpdate) => void | Promise<void> = () => {}) {
  const updates: RunUpdate[] = []
  for await (const update of runs.watch(run, new AbortController().signal)) {
    updates.push(update)
    await onUpdate(update)
  }
  return {
    updates,
    last: updates.at(-1)!,
    steps: updates.flatMap(({ steps }) => steps.map(({ step }) => step)),
    epochs: updates.flatMap(({ epochs }) => epochs.map(({ epoch }) => epoch)),
    log: updates.flatMap(({ log }) => log),
  }
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)
const whole = [ready(3), ...epoch(1, 3), ...epoch(2, 3), ended('done')]
const untilStopped: Action[] = [
  ready(3),
  ...epoch(1, 3),
  phase('training'),
  { do: 'steps', from: 4, to: 4, epoch: 2 },
  { do: 'untilOrder', type: 'stop' },
  { do: 'tell', report: { type: 'checkpoint', step: 4 } },
  ended('stopped'),
]

describe('a run', () => {
  test('is watched from its start to its end, and told again as it was', async () => {
    const { runs } = runsOf([whole])
    const run = await start(runs)
    expect(run).toMatch(/^lenet-5-\d{8}-\d{6}$/)
    const live = await watched(runs, run)
    expect(live.steps).toEqual(numbers(1, 6))
    expect(live.epochs).toEqual([1, 2])
    expect(live.last.summary).toMatchObject({ state: { phase: 'done' }, device: 'CPU', stepsPerEpoch: 3 })
    expect(live.last).toMatchObject({ step: 6 })
    expect(live.last.secondsLeft).toBeUndefined()
    expect(new Set(live.updates.map(({ summary }) => summary.state.phase))).toContain('preparing')
    const again = await watched(runs, run)
    expect(again.updates).toHaveLength(1)
    expect(again).toMatchObject({ steps: live.steps, epochs: live.epochs })
  })

  test('is listed, first as it starts, then as it ended, also by the next process', async () => {
    const { runs, directory } = runsOf([whole])
    let changes = 0
    const off = runs.subscribe(() => changes++)
    expect(runs.list()).toEqual([])
    const run = await start(runs)
    expect(runs.list()).toMatchObject([{ id: run, state: { phase: 'preparing' }, params: 61_706 }])
    await watched(runs, run)
    off()
    expect(changes).toBeGreaterThan(3)
    const [summary] = runs.list()
    expect(summary).toMatchObject({ state: { phase: 'done' }, lastEpoch: { epoch: 2 }, title: 'LeNet-5' })
    const next = runsOf([], { directory }).runs.list()
    // No checkpoint was really written.
    expect(next).toEqual([{ ...summary, exportable: false }])
  })

  test('keeps its network with the plan that it was trained by', async () => {
    const { runs } = runsOf([whole, [ready(3, 6), ...epoch(3, 3), ended('done')]])
    const run = await start(runs)
    await watched(runs, run)
    expect(await runs.resume(run, { epochs: 3 })).toEqual({ ok: true, value: {} })
    await watched(runs, run)
    expect(await runs.document(run)).toEqual({ ok: true, value: { document: document(3) } })
  })

  test('may lie in a folder of its own, by which it is found', async () => {
    const { runs, directory } = runsOf([whole])
    const own = join(root, 'own')
    const run = await start(runs, { directory: own })
    await watched(runs, run)
    expect(run).toBe(own)
    expect((await readdir(own)).sort()).toEqual(['graph.loom', 'metrics.jsonl', 'plan.json', 'run.json'])
    const next = runsOf([], { directory }).runs
    expect(next.list()).toEqual([])
    expect(await next.find(own)).toMatchObject({ ok: true, value: { id: own, directory: own } })
    expect(await next.find(join(own, '..', 'own'))).toMatchObject({ ok: true, value: { id: own } })
    expect(await next.find(join(root, 'nowhere'))).toMatchObject({ failure: { code: 'unknown-run' } })
    expect(await next.remove(own)).toEqual({ ok: true, value: {} })
    expect(await readdir(root)).not.toContain('own')
  })

  test('two of one title and second have two names', async () => {
    const { runs } = runsOf([whole, whole, whole])
    const names: string[] = []
    for (let count = 0; count < 3; count++) {
      const run = await start(runs, { title: '../网络 №1' })
      await watched(runs, run)
      names.push(run)
    }
    expect(new Set(names).size).toBe(3)
    for (const name of names) expect(name).toMatch(/^网络-1-\d{8}-\d{6}(-\d)?$/)
  })

  test('says in its log what its process and its end said', async () => {
    const script: Action[] = [
      { do: 'tell', report: { type: 'log', line: 'Loading TensorFlow' } },
      { do: 'print', text: 'oneDNN is on\n' },
      ready(3),
      { do: 'kill', signal: 'SIGSEGV' },
    ]
    const { runs } = runsOf([script])
    const run = await start(runs)
    const { log, last } = await watched(runs, run)
    expect(log.sort()).toEqual(['Loading TensorFlow', 'The trainer crashed (SIGSEGV).', 'oneDNN is on'])
    expect(last.summary.state).toMatchObject({ phase: 'failed', failure: { code: 'trainer-crashed' } })
    const [{ directory } = { directory: '' }] = runs.list()
    expect((await readFile(join(directory, 'log.txt'), 'utf8')).split('\n')).toHaveLength(4)
  })

  test('has an estimate of its time once steps have a pace', async () => {
    const script: Action[] = [
      ready(100),
      phase('training'),
      { do: 'steps', from: 1, to: 40, epoch: 1, every: 50 },
      { do: 'untilOrder', type: 'stop' },
      ended('stopped'),
    ]
    const { runs } = runsOf([script])
    const run = await start(runs, { document: document(1) })
    const { updates } = await watched(runs, run, ({ step }) => {
      if (step === 40) void runs.stop(run)
    })
    expect(updates[0]!.secondsLeft).toBeUndefined()
    const left = updates.findLast(({ secondsLeft }) => secondsLeft !== undefined)!.secondsLeft!
    // 60 steps at 50 ms, or more where the computer is busy.
    expect(left).toBeGreaterThan(2.5)
    expect(left).toBeLessThan(60)
  })
})

describe('a slow watcher', () => {
  test('gets every epoch and a bounded number of steps, in few pieces', async () => {
    const perEpoch = 10_000
    const epochs = numbers(1, 10).flatMap((number): Action[] => [
      { do: 'steps', from: (number - 1) * perEpoch + 1, to: number * perEpoch, epoch: number, together: 50 },
      { do: 'epoch', epoch: number, step: number * perEpoch },
    ])
    const { runs } = runsOf([[ready(perEpoch), ...epochs, ended('done')]])
    const run = await start(runs, { document: document(10) })
    const slow = await watched(runs, run, ({ summary }) =>
      isLive(summary.state) ? new Promise((resolve) => setTimeout(resolve, 400)) : undefined,
    )
    expect(slow.epochs).toEqual(numbers(1, 10))
    expect(slow.last.step).toBe(100_000)
    for (const { steps } of slow.updates) expect(steps.length).toBeLessThanOrEqual(4_001)
    expect(slow.steps).toEqual([...slow.steps].sort((a, b) => a - b))
    const told = await watched(runs, run)
    expect(told.steps.length).toBeLessThanOrEqual(2_001)
    expect(told.epochs).toEqual(numbers(1, 10))
  })

  test('that leaves is forgotten', async () => {
    const { runs } = runsOf([untilStopped])
    const run = await start(runs)
    const abort = new AbortController()
    for await (const { step } of runs.watch(run, abort.signal)) if (step === 4) abort.abort()
    await runs.stop(run)
    expect((await watched(runs, run)).last.summary.state.phase).toBe('stopped')
  })
})

describe('stopping and resuming', () => {
  test('goes on where the checkpoint was', async () => {
    const rest: Action[] = [
      ready(3, 4),
      phase('training'),
      { do: 'steps', from: 5, to: 6, epoch: 2 },
      { do: 'epoch', epoch: 2, step: 6 },
      ended('done'),
    ]
    const { runs } = runsOf([untilStopped, rest])
    const run = await start(runs)
    const first = await watched(runs, run, ({ step }) => (step === 4 ? void runs.stop(run) : undefined))
    expect(first.last.summary).toMatchObject({ state: { phase: 'stopped' }, exportable: true })
    expect(await runs.resume(run)).toEqual({ ok: true, value: {} })
    const second = await watched(runs, run)
    expect(second.updates[0]!.steps.map(({ step }) => step)).toEqual(numbers(1, 4))
    expect(second.steps).toEqual(numbers(1, 6))
    expect(second.epochs).toEqual([1, 2])
  })

  test('after a crash does again what was after the checkpoint', async () => {
    const crash: Action[] = [
      ready(3),
      ...epoch(1, 3),
      { do: 'steps', from: 4, to: 5, epoch: 2 },
      { do: 'kill', signal: 'SIGKILL' },
    ]
    const rest: Action[] = [ready(3, 3), ...epoch(2, 3), ended('done')]
    const { runs } = runsOf([crash, rest])
    const run = await start(runs)
    const first = await watched(runs, run)
    expect(first.last.summary.state).toMatchObject({ failure: { code: 'trainer-killed' } })
    await runs.resume(run)
    await watched(runs, run)
    const told = await watched(runs, run)
    expect(told.steps).toEqual(numbers(1, 6))
    expect(told.last.summary).toMatchObject({ state: { phase: 'done' }, lastEpoch: { epoch: 2 } })
  })

  test('is refused where there is nothing to stop, resume or delete', async () => {
    const { runs } = runsOf([untilStopped, whole])
    const run = await start(runs)
    expect(await runs.resume(run)).toMatchObject({ failure: { code: 'still-training' } })
    expect(await runs.evaluate(run, { data: 'mnist' })).toMatchObject({ failure: { code: 'busy' } })
    expect(await runs.remove(run)).toMatchObject({ failure: { code: 'still-training' } })
    await runs.stop(run)
    await watched(runs, run)
    expect(await runs.stop(run)).toEqual({ ok: true, value: {} })
    await runs.resume(run)
    await watched(runs, run)
    expect(await runs.resume(run)).toMatchObject({ failure: { code: 'already-trained' } })
    expect(await runs.resume(run, { epochs: 1 })).toMatchObject({ failure: { code: 'already-trained' } })
    expect(await runs.resume('no-such-run')).toMatchObject({ failure: { code: 'unknown-run' } })
    expect(await runs.remove('../..')).toMatchObject({ failure: { code: 'unknown-run' } })
    expect(await runs.remove(run)).toEqual({ ok: true, value: {} })
    expect(runs.list()).toEqual([])
    expect((await watched(runs, run)).updates).toEqual([])
  })

  test('closing pauses the run and waits, and nothing starts after it', async () => {
    const { runs, directory } = runsOf([[...untilStopped.slice(0, -3), { do: 'hang' }]], {
      patience: { stopping: 300 },
    })
    await start(runs)
    await runs.close()
    expect(runs.list()).toMatchObject([{ state: { phase: 'paused' } }])
    expect(runsOf([], { directory }).runs.list()).toMatchObject([{ state: { phase: 'paused' } }])
    expect(await runs.start({ title: 'Late', document: document() })).toMatchObject({ failure: { code: 'closing' } })
  })
})

describe('a disk that fills up', () => {
  test('stops the run with a sentence', async ({ skip }) => {
    const script: Action[] = [
      ready(5_000),
      { do: 'steps', from: 1, to: 5_000, epoch: 1, together: 100 },
      { do: 'untilOrder', type: 'stop' },
      ended('stopped'),
    ]
    const mounted = await onTinyDisk(128, async (disk) => {
      const { runs } = runsOf([script], { directory: disk })
      const run = await start(runs)
      const { last, steps } = await watched(runs, run)
      expect(last.summary.state).toMatchObject({
        phase: 'failed',
        failure: { code: 'disk-full', advice: { en: expect.stringContaining('resume') } },
      })
      expect(steps).toContain(5_000)
    })
    if (!mounted) skip('mounting a tiny disk needs root on Linux')
  })
})

describe('starting is refused in words', () => {
  const broken = (): LoomDocument => {
    const { edges, ...rest } = document()
    return { ...rest, edges: Object.fromEntries(Object.entries(edges).slice(1)) }
  }
  test.each<[string, LoomDocument, RuntimeState, string]>([
    ['a network with problems', broken(), tensorflow, 'network-has-problems'],
    ['other classes than the data has', document(1, { classes: 7 }), tensorflow, 'classes-do-not-fit'],
    ['colour', document(1, { channels: 3 }), tensorflow, 'input-does-not-fit'],
    [
      'unknown data',
      { ...document(), training: { ...document().training, data: 'nothing' } },
      tensorflow,
      'unknown-data',
    ],
    ['no TensorFlow', document(), { phase: 'absent', bytes: 1, freeBytes: 1, directory: '/x' }, 'tensorflow-absent'],
    [
      'TensorFlow that is being fetched',
      document(),
      { phase: 'fetching', received: 1, total: 2 },
      'tensorflow-not-ready',
    ],
  ])('%s', async (_name, network, state, code) => {
    const { runs, directory } = runsOf([whole], { state })
    const started = await runs.start({ title: 'LeNet-5', document: network })
    expect(started).toMatchObject({ failure: { code, message: { zh: expect.any(String) } } })
    expect(await readdir(directory).catch(() => [])).toEqual([])
    expect(runs.list()).toEqual([])
  })

  test('a place where no folder can be', async () => {
    const file = join(root, 'file')
    await writeFile(file, 'mine')
    const { runs } = runsOf([whole], { directory: join(file, 'runs') })
    const started = await runs.start({ title: 'LeNet-5', document: document() })
    expect(started).toMatchObject({
      failure: { code: 'folder-missing', message: { en: expect.stringContaining(file) } },
    })
    expect(runs.list()).toEqual([])
  })

  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a folder that is not ours', async () => {
    const directory = await mkdtemp(join(root, 'locked-'))
    await chmod(directory, 0o500)
    const started = await runsOf([whole], { directory }).runs.start({ title: 'LeNet-5', document: document() })
    expect(started).toMatchObject({ failure: { code: 'no-permission' } })
  })
})

describe('evaluating', () => {
  const origin = { of: 'best', epoch: 1, step: 3 } as const
  test.each<[string, Action[], object]>([
    [
      'gives what the trainer measured',
      [{ do: 'tell', report: { type: 'evaluated', loss: 0.1, accuracy: 0.97, examples: 10_000, weights: origin } }],
      { ok: true, value: { loss: 0.1, accuracy: 0.97, examples: 10_000, weights: origin } },
    ],
    ['tells a crash', [{ do: 'kill', signal: 'SIGSEGV' }], { ok: false, failure: { code: 'trainer-crashed' } }],
  ])('%s', async (_name, script, result) => {
    const { runs } = runsOf([whole, script])
    const run = await start(runs)
    await watched(runs, run)
    process.env.FIRST_ORDER = 'evaluate'
    try {
      expect(await runs.evaluate(run, { data: 'mnist' })).toMatchObject(result)
    } finally {
      delete process.env.FIRST_ORDER
    }
  })
})

describe('another process', () => {
  const source = resolve(import.meta.dirname, '../..')
  const others: ChildProcess[] = []
  afterEach(() => others.splice(0).forEach((other) => other.kill('SIGKILL')))

  /** Another Layerloom that trains in the same folder; prints its run once that has begun its second epoch. */
  async function trainElsewhere(directory: string): Promise<{ other: ChildProcess; run: string; trainer: number }> {
    const other = spawn(
      process.execPath,
      ['--import', join(source, 'test/electron/register.mjs'), join(source, 'test/training/owner.ts'), directory],
      { env: { ...process.env, ...scriptOf(untilStopped) }, stdio: ['ignore', 'pipe', 'inherit'] },
    )
    others.push(other)
    const [line] = (await once(other.stdout!.setEncoding('utf8'), 'data')) as [string]
    return { other, ...JSON.parse(line) }
  }

  const isThere = (pid: number) => {
    try {
      process.kill(pid, 0)
      return true
    } catch {
      return false
    }
  }
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20))
  }

  test('keeps its run to itself while it lives; when it is killed, so is the trainer, and the run can be resumed', async () => {
    const directory = join(root, `runs-${++folders}`)
    const { other, run, trainer } = await trainElsewhere(directory)
    const { runs } = runsOf([[ready(3, 3), ...epoch(2, 3), ended('done')]], { directory })
    /** What somebody who follows the list is told, without asking. */
    let told: string | undefined
    runs.subscribe(() => (told = runs.list()[0]?.state.phase))
    expect(runs.list()).toHaveLength(1)
    expect(isLive(runs.list()[0]!.state)).toBe(true)
    for (const refused of [await runs.stop(run), await runs.resume(run), await runs.remove(run)])
      expect(refused).toMatchObject({ failure: { code: 'other-process' } })
    // What the other has told is on the disk a moment later.
    await expect.poll(async () => (await watched(runs, run)).last.step, { timeout: 10_000 }).toBe(4)

    expect(isThere(trainer)).toBe(true)
    other.kill('SIGKILL')
    await once(other, 'exit')
    await until(() => !isThere(trainer))
    await until(() => told === 'interrupted')
    expect(runs.list()).toMatchObject([{ id: run, state: { phase: 'interrupted' } }])
    expect(await runs.resume(run)).toEqual({ ok: true, value: {} })
    const { steps, last } = await watched(runs, run)
    expect(last.summary.state.phase).toBe('done')
    expect(steps).toContain(6)
  })
})

describe('many runs', () => {
  test('of which some are damaged are listed at once', async () => {
    const { runs, directory } = runsOf([whole])
    const run = await start(runs)
    await watched(runs, run)
    const texts = await Promise.all(
      ['run.json', 'plan.json'].map((name) => readFile(join(directory, run, name), 'utf8')),
    )
    for (let number = 0; number < 500; number++)
      await cp(join(directory, run), join(directory, `old-${number}`), { recursive: true })
    await writeFile(join(directory, 'old-7', 'run.json'), texts[0]!.slice(0, 40))
    await writeFile(join(directory, 'old-8', 'plan.json'), texts[1]!.slice(0, 10))
    await rm(join(directory, 'old-9', 'run.json'))
    await writeFile(join(directory, 'notes.txt'), 'mine')
    const next = runsOf([], { directory }).runs
    const begun = performance.now()
    const list = next.list()
    expect(performance.now() - begun).toBeLessThan(2_000)
    expect(list).toHaveLength(499)
    expect(list.find(({ id }) => id === 'old-7')!.state).toMatchObject({ failure: { code: 'run-damaged' } })
  })
})
