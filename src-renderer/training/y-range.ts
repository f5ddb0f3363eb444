import type { ChartData, Curve } from './series.ts'

/** Below this many points nothing is left out. */
const enough = 200
const share = 0.97

/**
 * What the vertical axis spans. Seen as a whole, the few steps at the start of a run whose loss is far higher (or
 * accuracy far lower) than ever after may leave it: else they would press all that follows flat.
 */
export function yRange(curve: Curve, [, raw, , validation]: ChartData, zoomed: boolean): [number, number] {
  const training = raw.filter((value) => value !== null).sort((a, b) => a - b)
  const points = validation.filter((value) => value !== null)
  if (training.length + points.length === 0) return [0, 1]
  const cut = zoomed || training.length < enough ? 0 : Math.floor(training.length * (1 - share))
  const kept = curve === 'loss' ? training.slice(0, training.length - cut) : training.slice(cut)
  const min = Math.min(kept[0] ?? Infinity, ...points)
  const max = Math.max(kept.at(-1) ?? -Infinity, ...points)
  return curve === 'loss' ? lossRange(min, max) : accuracyRange(min, max)
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
