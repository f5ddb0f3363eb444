import { mkdir, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { CurveFormat } from '../../src-core/contract/contract.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { EpochMetrics } from '../../src-core/training/metrics.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import { writeFailure } from '../documents/failures.ts'
import { writeExportedFile } from '../exporters/write.ts'
import type { Written } from '../exporters/write.ts'
import { readCurves } from './curves-read.ts'
import type { Curves } from './curves-read.ts'
import { eventFile } from './event-file.ts'
import type { ScalarEvent } from './event-file.ts'
import { holdsOtherFiles } from './store.ts'

/** Writes all figures of a run: as a CSV file, or as a folder that TensorBoard shows. */
export async function exportCurves(
  run: RunSummary,
  { format, path }: { format: CurveFormat; path: string },
): Promise<Result<Written>> {
  const curves = await readCurves(run.directory)
  if (curves.count === 0 && curves.epochs.length === 0) return noFigures(run)
  return format === 'csv' ? writeExportedFile(path, csvOf(curves)) : writeEvents(run, curves, path)
}

/** An epoch's figures by the names of their columns and tags. */
const epochColumns: Record<string, (epoch: EpochMetrics) => number | undefined> = {
  epoch_loss: ({ loss }) => loss,
  epoch_accuracy: ({ metrics }) => metrics.accuracy,
  val_loss: ({ validation }) => validation.loss,
  val_accuracy: ({ validation }) => validation.accuracy,
  val_top5: ({ validation }) => validation.top5,
  val_precision: ({ validation }) => validation.precision,
  val_recall: ({ validation }) => validation.recall,
  val_f1: ({ validation }) => validation.f1,
  seconds: ({ seconds }) => seconds,
  examples_per_second: ({ examplesPerSecond }) => examplesPerSecond,
}

/** Rows that are put together before they are written. */
const rowsAtOnce = 5_000

/** A row a step; the figures of an epoch stand in the row of its last step. */
function* csvOf(curves: Curves): Iterable<Uint8Array> {
  const names = Object.keys(epochColumns)
  const none = ','.repeat(names.length)
  const epochAt = new Map(curves.epochs.map((epoch) => [epoch.step, epoch]))
  let text = `step,epoch,loss,accuracy,${names.join(',')}\n`
  for (let index = 0; index < curves.count; index++) {
    const { step, epoch, loss, accuracy } = curves.at(index)
    const ended = epochAt.get(step)
    const rest = ended ? names.map((name) => `,${cell(epochColumns[name]!(ended))}`).join('') : none
    text += `${step},${epoch},${cell(loss)},${cell(accuracy)}${rest}\n`
    if (index % rowsAtOnce !== rowsAtOnce - 1) continue
    yield Buffer.from(text)
    text = ''
  }
  yield Buffer.from(text)
}

/** `NaN`, `Infinity` and `-Infinity` as JavaScript, pandas and R read them. */
const cell = (value: number | undefined) => (value === undefined ? '' : String(value))

/** The folders in which Keras's own callback puts its event files. */
const parts = ['train', 'validation'] as const

async function writeEvents(run: RunSummary, curves: Curves, path: string): Promise<Result<Written>> {
  const folder = resolve(path)
  const name = `events.out.tfevents.${Math.floor(run.startedAt / 1_000)}.layerloom`
  const events = { train: trainEvents(run, curves), validation: validationEvents(run, curves) }
  let bytes = 0
  try {
    if (!(await isOurs(folder, name))) return holdsOtherFiles(folder)
    for (const part of parts) {
      await mkdir(join(folder, part), { recursive: true })
      const written = await writeExportedFile(join(folder, part, name), eventFile(run.startedAt / 1_000, events[part]))
      if (!written.ok) return written
      bytes += written.value.bytes
    }
    return ok({ path: folder, bytes })
  } catch (error) {
    return writeFailure(error, folder)
  }
}

function* trainEvents(run: RunSummary, curves: Curves): Iterable<ScalarEvent> {
  const wallTime = clock(run, curves)
  for (let index = 0; index < curves.count; index++) {
    const { step, loss, accuracy } = curves.at(index)
    yield { step, wallTime: wallTime(step), scalars: { batch_loss: loss, batch_accuracy: accuracy } }
  }
  for (const { step, loss, metrics } of curves.epochs)
    yield { step, wallTime: wallTime(step), scalars: { epoch_loss: loss, epoch_accuracy: metrics.accuracy } }
}

function* validationEvents(run: RunSummary, curves: Curves): Iterable<ScalarEvent> {
  const wallTime = clock(run, curves)
  for (const { step, validation } of curves.epochs) {
    const figures = Object.entries(validation).filter((entry): entry is [string, number] => entry[1] !== undefined)
    const scalars = Object.fromEntries(figures.map(([name, value]) => [`epoch_${name}`, value]))
    yield { step, wallTime: wallTime(step), scalars }
  }
}

/** About when a step was done, in seconds since 1970: only the time of training within each epoch was written down. */
function clock({ startedAt }: RunSummary, { epochs }: Curves): (step: number) => number {
  let next = 0
  let [from, before] = [0, startedAt / 1_000]
  return (step) => {
    if (step <= from) [next, from, before] = [0, 0, startedAt / 1_000]
    while (next < epochs.length && epochs[next]!.step < step) {
      before += epochs[next]!.seconds
      from = epochs[next++]!.step
    }
    const pace = epochs[next] ?? epochs.at(-1)
    const start = next < epochs.length ? from : (epochs.at(-2)?.step ?? 0)
    const steps = pace ? pace.step - start : 0
    return pace && steps > 0 ? before + ((step - from) * pace.seconds) / steps : before
  }
}

/** Whether nothing is in the folder but what an earlier export of the same run wrote. */
async function isOurs(folder: string, name: string): Promise<boolean> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  for (const entry of entries) {
    if (!(parts as readonly string[]).includes(entry)) return false
    const inside = await readdir(join(folder, entry)).catch(() => ['a file'])
    if (inside.some((file) => file !== name)) return false
  }
  return true
}

const noFigures = ({ title }: RunSummary) =>
  fail('no-figures', { en: `“${title}” has no figures yet.`, zh: `“${title}”尚无数据可导出。` })
