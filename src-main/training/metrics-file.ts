import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { decode, encode } from '../../src-core/contract/wire.ts'
import { EpochMetrics, StepMetrics } from '../../src-core/training/metrics.ts'
import { addEpoch, addLine, addStep, emptyHistory, rewind } from './history.ts'
import type { History } from './history.ts'
import { files } from './store.ts'

/** One line of `metrics.jsonl`. */
const Line = z.discriminatedUnion('type', [
  StepMetrics.extend({ type: z.literal('step') }),
  EpochMetrics.extend({ type: z.literal('epoch') }),
  /** The run goes on after this step; lines of later steps before this one were done in vain. */
  z.strictObject({ type: z.literal('resumed'), step: z.int().nonnegative() }),
])
export type MetricsLine = z.output<typeof Line>

/** Numbers that JSON would turn into null are tagged. */
export const formatLine = (line: MetricsLine): string => `${JSON.stringify(encode(line))}\n`

/**
 * Reads what a run has recorded. A line that was torn by a crash is passed over, as is a file that is not there: figures
 * that cannot be had are no reason to lose the rest of the run.
 */
export async function readHistory(directory: string): Promise<History> {
  const history = emptyHistory()
  await readMetrics(directory, {
    step: (metrics) => addStep(history, metrics),
    epoch: (metrics) => addEpoch(history, metrics),
    resumed: (step) => rewind(history, step),
  })
  await readLines(join(directory, files.log), (line) => addLine(history, line))
  return history
}

/** What is done with each line of a run's figures. */
export interface MetricsReader {
  step(metrics: StepMetrics): void
  epoch(metrics: EpochMetrics): void
  /** The run goes on after this step. */
  resumed(step: number): void
}

/** Reads the figures of a run in the order in which they were written. */
export const readMetrics = (directory: string, reader: MetricsReader): Promise<void> =>
  readLines(join(directory, files.metrics), (text) => {
    const step = plainStep(text)
    if (step) return reader.step(step)
    const line = parseLine(text)
    if (line?.type === 'step') reader.step(withoutType(line))
    if (line?.type === 'epoch') reader.epoch(withoutType(line))
    if (line?.type === 'resumed') reader.resumed(line.step)
  })

const number = String.raw`(-?\d+(?:\.\d+)?(?:e[-+]?\d+)?)`
const stepLine = new RegExp(
  String.raw`^\{"type":"step","step":([1-9]\d*),"epoch":([1-9]\d*),"loss":${number},"accuracy":${number}\}$`,
)

/**
 * A step as {@link formatLine} writes it, but for numbers that are none. A run of hours has a million of them: parsing
 * each by its schema would take several times as long.
 */
function plainStep(text: string): StepMetrics | undefined {
  const found = stepLine.exec(text)
  if (!found) return undefined
  const [, step, epoch, loss, accuracy] = found
  return { step: Number(step), epoch: Number(epoch), loss: Number(loss), accuracy: Number(accuracy) }
}

function withoutType<T extends MetricsLine>({ type: _, ...metrics }: T): Omit<T, 'type'> {
  return metrics
}

function parseLine(text: string): MetricsLine | undefined {
  try {
    return Line.safeParse(decode(JSON.parse(text))).data
  } catch {
    return undefined
  }
}

/** Characters. A line of figures has 300; what is far longer is no line, but a damaged file. */
const longestLine = 1_000_000

async function readLines(path: string, onLine: (line: string) => void) {
  let rest = ''
  try {
    for await (const chunk of createReadStream(path, { encoding: 'utf8' })) {
      const lines = (rest + (chunk as string)).split('\n')
      rest = lines.pop()!.slice(0, longestLine)
      lines.forEach(onLine)
    }
  } catch {
    // Not there yet, or no longer readable: what was read until then counts.
  }
  if (rest !== '') onLine(rest)
}
