import type { Curve } from './series.ts'

type Column = ArrayLike<number | null | undefined>

interface Seen {
  curve: Curve
  /** The training lines, as they are drawn. */
  training: readonly Column[]
  /** Validation, an epoch a point: always in sight. */
  validation: readonly Column[]
  /** A stretch that a person chose is shown as it is. */
  zoomed: boolean
  log: boolean
}

/** Below this many points nothing is left out. */
const enough = 200
const share = 0.97

/**
 * What the vertical axis spans. Seen as a whole, the few steps at the start of a run whose loss is far higher (or
 * accuracy far lower) than ever after may leave it: else they would press all that follows flat.
 */
export function yRange({ curve, training, validation, zoomed, log }: Seen): [number, number] {
  const line = finite(training).sort((a, b) => a - b)
  const points = finite(validation)
  if (line.length + points.length === 0) return log ? [0.1, 1] : [0, 1]
  const cut = zoomed || log || line.length < enough ? 0 : Math.floor(line.length * (1 - share))
  const kept = curve === 'loss' ? line.slice(0, line.length - cut) : line.slice(cut)
  const min = points.reduce((a, b) => Math.min(a, b), kept[0] ?? Infinity)
  const max = points.reduce((a, b) => Math.max(a, b), kept.at(-1) ?? -Infinity)
  if (log) return logRange(min, max)
  return curve === 'loss' ? lossRange(min, max) : accuracyRange(min, max)
}

function finite(columns: readonly Column[]): number[] {
  const values: number[] = []
  for (const column of columns) {
    for (let i = 0; i < column.length; i += 1) {
      const value = column[i]
      if (value !== null && value !== undefined) values.push(value)
    }
  }
  return values
}

/** Loss starts at 0 where it comes near it, so that heights can be compared. */
function lossRange(min: number, max: number): [number, number] {
  const room = (max - min || Math.abs(max) || 1) * 0.06
  return [min >= 0 && min < max / 2 ? 0 : min - room, max + room]
}

/** Accuracy never leaves 0 … 1, whatever the room around the curve. */
function accuracyRange(min: number, max: number): [number, number] {
  const room = Math.max((max - min) * 0.06, 0.005)
  return [Math.max(0, min - room), Math.min(1, max + room)]
}

/** Equal room above and below on a logarithmic axis: a twentieth of what is spanned, at least a tenth of the figure. */
function logRange(min: number, max: number): [number, number] {
  const room = Math.max((max / min) ** 0.05, 1.1)
  return [min / room, max * room]
}
