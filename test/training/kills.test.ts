import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formatDocument } from '../../src-core/document/file.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import type { EpochMetrics } from '../../src-core/training/metrics.ts'
import { Plan } from '../../src-core/training/plan.ts'
import { readCheckpoint } from '../../src-main/training/checkpoint.ts'
import { readClasses } from '../../src-main/training/classes-file.ts'
import { readHistory } from '../../src-main/training/metrics-file.ts'
import { readSummary } from '../../src-main/training/store.ts'
import { readyRuntime, whyNoTensorFlow } from '../networks/tensorflow.ts'
import { buildTrainer, trainer } from './fork.ts'
import { small, value } from './networks.ts'

/** How many moments are tried: all of the measure's twenty by `npm run test:kills`, with TensorFlow; a few otherwise, with tfjs. */
const moments = Number(process.env.LAYERLOOM_KILLS ?? 3)
const source = resolve(import.meta.dirname, '../..')
const targets = ['trainer', 'main', 'both'] as const

/** Batch normalization and dropout, an optimizer that remembers, shuffles: everything that must go on where it was. */
const plan: Partial<Plan> = {
  data: 'shapes:size=28,count=400,classes=4,seed=1',
  batchSize: 24,
  epochs: 4,
  learningRate: 0.003,
  checkpointMinutes: 0.1,
}
/** 360 of the 400 images are trained on. */
const stepsInAll = 4 * 15

let root: string
let graph: string
let unbroken: EpochMetrics
let killed: { file: string; environment: Record<string, string> }
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'layerloom-kills-'))
  graph = join(root, 'graph.loom')
  const document = JSON.parse(JSON.stringify(small).replace('"units":10', '"units":4')) as LoomDocument
  await writeFile(graph, formatDocument({ ...document, training: Plan.parse(plan) }))
  killed = await (process.env.LAYERLOOM_KILLS_WITH === 'tensorflow' ? tensorflowTrainer() : plainTrainer())
  const directory = join(root, 'unbroken')
  await begin(directory).ended
  unbroken = (await runIn(directory)).lastEpoch!
}, 300_000)
afterAll(() => rm(root, { recursive: true, force: true }))

/** With tfjs alone, which starts in a tenth of the time. */
async function plainTrainer() {
  await buildTrainer()
  return { file: trainer, environment: {} }
}

/** As it is built and started by the app. */
async function tensorflowTrainer() {
  const runtime = await readyRuntime()
  if (!runtime) throw new Error(whyNoTensorFlow)
  return { file: join(source, 'out/main/trainer.js'), environment: runtime.environment('cpu') }
}

interface Said {
  trainer?: number
  step?: number
}

/** A main side that trains the run in a folder, from where it is. */
function begin(directory: string) {
  const main = spawn(
    process.execPath,
    [
      ...['--import', join(source, 'test/electron/register.mjs')],
      ...[join(import.meta.dirname, 'kill-main.ts'), directory, graph, killed.file, JSON.stringify(killed.environment)],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const said = { step: -1, trainer: undefined as number | undefined }
  let rest = ''
  let wake = () => {}
  main.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop()!
    for (const line of lines) Object.assign(said, JSON.parse(line) as Said)
    wake()
  })
  const ended = once(main, 'exit').then(() => wake())
  return {
    main,
    ended,
    trainer: () => said.trainer,
    /** Waits until the run has come so far, or has ended. */
    async reached(step: number) {
      while (main.exitCode === null && main.signalCode === null && (said.trainer === undefined || said.step < step))
        await new Promise<void>((resolve) => (wake = resolve))
    },
  }
}

async function runIn(directory: string) {
  const [name] = await readdir(directory)
  return readSummary(join(directory, name!), name!)!
}

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function random(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), seed | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

function kill(pid: number | undefined) {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}

const next = random(Number(process.env.LAYERLOOM_KILLS_SEED ?? 5))
const cases = Array.from({ length: moments }, (_, index) => ({
  target: targets[index % targets.length]!,
  // 0 is before the first step, while the trainer loads.
  step: Math.floor(next() * stepsInAll),
  later: Math.round(next() * 60),
}))

test.each(cases)(
  'kill -9 of $target, $later ms after step $step: the run goes on to the same numbers',
  async ({ target, step, later }) => {
    const directory = await mkdtemp(join(root, 'run-'))
    const first = begin(directory)
    await first.reached(step)
    await setTimeout(later)
    if (target !== 'main') kill(first.trainer())
    if (target !== 'trainer') kill(first.main.pid)
    await first.ended
    const broken = await runIn(directory)
    expect(['failed', 'interrupted', 'done']).toContain(broken.state.phase)

    // At once, as a person does: a trainer whose main side was killed may still be at its last step.
    if (broken.state.phase !== 'done') await begin(directory).ended
    const run = await runIn(directory)
    expect(run.state).toEqual({ phase: 'done' })
    const relative = Math.abs(run.lastEpoch!.loss / unbroken.loss - 1)
    const validation = Math.abs(run.lastEpoch!.validation.loss / unbroken.validation.loss - 1)
    console.log(
      `${target}, step ${step} + ${later} ms: ${broken.state.phase}, loss off by ${relative.toExponential(1)}`,
    )
    expect(relative).toBeLessThan(1e-3)
    expect(validation).toBeLessThan(1e-3)
    const history = await readHistory(run.directory)
    expect(history.steps.map((one) => one.step)).toEqual(Array.from({ length: stepsInAll }, (_, one) => one + 1))
    expect(history.epochs.map((one) => one.epoch)).toEqual([1, 2, 3, 4])
    expect(value(await readCheckpoint(run.directory)).progress.step).toBe(stepsInAll)
    expect(value(await readClasses(run.directory, 'last')).epoch).toBe(4)
    expect(run.bestEpoch!.epoch).toBe(value(await readClasses(run.directory, 'best')).epoch)
  },
  300_000,
)
