import { sizeOf } from '../../src-core/graph/shape.ts'
import type { Weight } from '../../src-core/layers/define.ts'
import { averageOf, uniform } from './signal.ts'
import type { Signal } from './signal.ts'

/** A weight's values, and what a signal is behind it where it is a kernel. */
interface Drawn {
  data: Float32Array
  out: Signal
}

/**
 * Draws a weight for the signal that comes in. Statistics are about those that the signal has, so that normalization does
 * what it does in a network that has learned.
 */
export function draw(weight: Weight, signal: Signal, random: Generator): Drawn {
  if (weight.shape.length > 1) return drawKernel(weight, signal, random)
  // An estimate far below those of other channels is none.
  const least = 0.1 * averageOf(signal.variance)
  const varianceOf = (channel: number) => Math.max(signal.variance[channel]!, least)
  const of: Record<string, (channel: number) => number> = {
    gamma: () => 0.75 + 0.5 * random.uniform(),
    moving_mean: (channel) => signal.mean[channel]! + 0.2 * Math.sqrt(varianceOf(channel)) * random.normal(),
    moving_variance: (channel) => varianceOf(channel) * (0.5 + random.uniform()),
  }
  const value = of[weight.name] ?? (() => 0.2 * random.normal())
  const data = Float32Array.from({ length: weight.shape[0]! }, (_, channel) => value(channel))
  return { data, out: signal }
}

/**
 * Draws a kernel whose filters give values of mean 0 and variance 1, and that hardly answer to what the signal's values
 * are all the time: as ReLU after ReLU adds to that, deep layers would soon answer every image alike.
 *
 * Its shape is `[kernelHeight, kernelWidth, channels / groups, filters]` or `[inputs, units]`, where all axes but the last
 * are summed over, or a depthwise kernel's `[kernelHeight, kernelWidth, channels, multiplier]`.
 */
function drawKernel({ shape, fanIn }: Weight, { mean, variance }: Signal, random: Generator): Drawn {
  const data = new Float32Array(sizeOf(shape))
  const [channels, last] = [shape.at(-2)!, shape.at(-1)!]
  const isDepthwise = fanIn !== undefined
  const rows = fanIn ?? data.length / last
  const filters = data.length / rows
  const groups = isDepthwise ? filters : mean.length / channels
  /** Which of the signal's channels a filter starts at. */
  const starts = Int32Array.from({ length: filters }, (_, filter) =>
    isDepthwise ? Math.floor(filter / last) : Math.floor((filter * groups) / filters) * channels,
  )
  const each = (visit: (at: number, channel: number, filter: number) => void) => {
    for (let row = 0, at = 0; row < rows; row++) {
      const place = isDepthwise ? 0 : row % channels
      for (let filter = 0; filter < filters; filter++, at++) visit(at, starts[filter]! + place, filter)
    }
  }
  const answers = new Float64Array(filters)
  const lengths = new Float64Array(filters)
  each((at, channel, filter) => {
    data[at] = random.normal()
    answers[filter]! += data[at]! * mean[channel]!
    lengths[filter]! += mean[channel]! ** 2
  })
  // Of one channel's few places nothing would be left.
  const isFreed = !isDepthwise && rows > 9
  const out = uniform(filters, 0, 0)
  each((at, channel, filter) => {
    if (isFreed && lengths[filter]! > 0) data[at]! -= (mean[channel]! * answers[filter]!) / lengths[filter]!
    out.mean[filter]! += data[at]! * mean[channel]!
    out.variance[filter]! += data[at]! ** 2 * variance[channel]!
  })
  // A filter of one number would be one of two; one that sees no variance stays as it is.
  const scales = out.variance.map(
    (value, filter) => 1 / Math.sqrt((rows > 1 ? value : variance[starts[filter]!]!) || 1),
  )
  each((at, _channel, filter) => (data[at]! *= scales[filter]!))
  return {
    data,
    out: {
      mean: out.mean.map((value, filter) => value * scales[filter]!),
      variance: out.variance.map((value, filter) => value * scales[filter]! ** 2),
    },
  }
}

export interface Generator {
  /** Evenly in [0, 1). */
  uniform(): number
  /** With mean 0 and variance 1. */
  normal(): number
}

/** A small seeded generator (mulberry32), quick enough for a hundred million weights. */
export function generator(seed: number): Generator {
  let state = seed >>> 0
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  /** Box and Muller's; the logarithm needs a number above 0. */
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  return { uniform, normal }
}
