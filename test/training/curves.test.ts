import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EpochMetrics, StepMetrics } from '../../src-core/training/metrics.ts'
import { Plan } from '../../src-core/training/plan.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import { exportCurves } from '../../src-main/training/curves.ts'
import { formatLine, readHistory } from '../../src-main/training/metrics-file.ts'
import { files } from '../../src-main/training/store.ts'
import { python, runPython } from '../python/python.ts'
import { value } from './networks.ts'

let directory: string
let run: RunSummary
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'layerloom-curves-'))
  run = {
    id: 'run',
    directory,
    title: 'LeNet-5',
    startedAt: 1_700_000_000_000,
    plan: Plan.parse({}),
    state: { phase: 'done' },
    params: 1,
    exportable: true,
  }
})
afterAll(() => rm(directory, { recursive: true, force: true }))

const step = (number: number, epoch: number, loss = 1 / number): StepMetrics => ({
  step: number,
  epoch,
  loss,
  accuracy: 1 - 1 / number,
})
const epoch = (number: number, at: number): EpochMetrics => ({
  epoch: number,
  step: at,
  loss: 0.5 / number,
  metrics: { accuracy: 0.75 },
  validation: { loss: 0.25, accuracy: 0.8, top5: 0.9, precision: 0.7, recall: 0.6, f1: 0.65 },
  seconds: 3,
  examplesPerSecond: 64,
})

/** Two epochs of three steps; the second was done twice, the first time in vain, and diverged at its end. */
async function record() {
  const lines = [
    ...[1, 2, 3].map((one) => formatLine({ type: 'step', ...step(one, 1) })),
    formatLine({ type: 'epoch', ...epoch(1, 3) }),
    ...[4, 5].map((one) => formatLine({ type: 'step', ...step(one, 2, 100) })),
    formatLine({ type: 'resumed', step: 3 }),
    ...[4, 5].map((one) => formatLine({ type: 'step', ...step(one, 2) })),
    formatLine({ type: 'step', ...step(6, 2, NaN) }),
    formatLine({ type: 'epoch', ...epoch(2, 6) }),
  ]
  await writeFile(join(directory, files.metrics), lines.join(''))
}

test('a CSV file has a row a step, with an epoch’s figures at its last', async () => {
  await record()
  const path = join(directory, 'curves.csv')
  const written = value(await exportCurves(run, { format: 'csv', path }))
  const text = await readFile(path, 'utf8')
  expect(written).toEqual({ path, bytes: text.length })
  const epochColumns =
    'epoch_loss,epoch_accuracy,val_loss,val_accuracy,val_top5,val_precision,val_recall,val_f1,seconds,examples_per_second'
  expect(text.split('\n')).toEqual([
    `step,epoch,loss,accuracy,${epochColumns}`,
    '1,1,1,0,,,,,,,,,,',
    '2,1,0.5,0.5,,,,,,,,,,',
    `3,1,${1 / 3},${1 - 1 / 3},0.5,0.75,0.25,0.8,0.9,0.7,0.6,0.65,3,64`,
    '4,2,0.25,0.75,,,,,,,,,,',
    '5,2,0.2,0.8,,,,,,,,,,',
    `6,2,NaN,${1 - 1 / 6},0.25,0.75,0.25,0.8,0.9,0.7,0.6,0.65,3,64`,
    '',
  ])
})

test.skipIf(!python)('event files are read by TensorBoard, their checksums checked', async () => {
  await record()
  const folder = join(directory, 'events')
  value(await exportCurves(run, { format: 'tensorboard', path: folder }))
  // The same run again replaces its files; anything else in the folder is left alone.
  value(await exportCurves(run, { format: 'tensorboard', path: folder }))
  const read = await runPython<Record<'train' | 'validation', Record<string, [number, number, string][]>>>(
    join(import.meta.dirname, 'judge-events.py'),
    { folder },
  )
  const scalars = (part: 'train' | 'validation', tag: string) =>
    read[part][tag]!.map(([at, , shown]) => [at, Number(shown)])
  expect(scalars('train', 'batch_loss')).toEqual(
    [1, 2, 3, 4, 5, 6].map((at) => [at, at === 6 ? NaN : Math.fround(1 / at)]),
  )
  expect(scalars('train', 'batch_accuracy')).toHaveLength(6)
  expect(scalars('train', 'epoch_loss')).toEqual([
    [3, 0.5],
    [6, 0.25],
  ])
  expect(Object.keys(read.validation).sort()).toEqual([
    ...['epoch_accuracy', 'epoch_f1', 'epoch_loss', 'epoch_precision', 'epoch_recall', 'epoch_top5'],
    'records',
  ])
  expect(scalars('validation', 'epoch_f1')).toEqual([
    [3, Math.fround(0.65)],
    [6, Math.fround(0.65)],
  ])
  expect(read.train.records).toBe(1 + 6 + 2)
  const times = read.train.batch_loss!.map(([, time]) => time - 1_700_000_000)
  expect(times).toEqual([1, 2, 3, 4, 5, 6])
})

test('a folder with other files in it is left alone', async () => {
  await record()
  expect(await exportCurves(run, { format: 'tensorboard', path: directory })).toMatchObject({
    failure: { code: 'folder-not-empty' },
  })
})

test('a run without figures has nothing to export', async () => {
  await writeFile(join(directory, files.metrics), '')
  expect(await exportCurves(run, { format: 'csv', path: join(directory, 'none.csv') })).toMatchObject({
    failure: { code: 'no-figures' },
  })
})

test('a million steps are read in bounded memory', async () => {
  const large = await mkdtemp(join(tmpdir(), 'layerloom-million-'))
  const steps = 1_000_000
  const pieces: string[] = []
  for (let one = 1; one <= steps; one++) {
    pieces.push(
      formatLine({ type: 'step', ...step(one, Math.ceil(one / 1_000), one === 5_000 ? Infinity : 1e-7 * one) }),
    )
    if (one % 1_000 === 0) pieces.push(formatLine({ type: 'epoch', ...epoch(one / 1_000, one) }))
  }
  await writeFile(join(large, files.metrics), pieces.join(''))
  pieces.length = 0
  let peak = 0
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().heapUsed)), 10)
  const before = process.memoryUsage().heapUsed
  const history = await readHistory(large)
  clearInterval(timer)
  expect(history.step).toBe(steps)
  expect(history.epochs).toHaveLength(1_000)
  expect(history.steps.length).toBeLessThanOrEqual(4_000)
  expect(history.steps.at(-1)).toEqual(step(steps, 1_000, 1e-7 * steps))
  // What is read is garbage at once: about 100 MB of text pass through.
  expect(peak - before).toBeLessThan(150e6)
  await rm(large, { recursive: true })
})
