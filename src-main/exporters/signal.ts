import type { Activation } from '../../src-core/layers/activations.ts'

/** The values of each of a layer's channels over images and places, taken for normal. */
export interface Signal {
  mean: Float64Array
  variance: Float64Array
}

/** The same of every channel. */
export const uniform = (channels: number, mean: number, variance: number): Signal => ({
  mean: new Float64Array(channels).fill(mean),
  variance: new Float64Array(channels).fill(variance),
})

/** The mean and the variance of all channels together. */
export function overall({ mean, variance }: Signal): { mean: number; variance: number } {
  const all = averageOf(mean)
  return { mean: all, variance: averageOf(variance) + averageOf(mean.map((value) => (value - all) ** 2)) }
}

export const averageOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** A signal of so many channels: as it is, or all alike where a layer has dealt them out anew. */
export function spread(signal: Signal, channels: number): Signal {
  if (signal.mean.length === channels) return signal
  const { mean, variance } = overall(signal)
  return uniform(channels, mean, variance)
}

const ramp = (x: number) => Math.min(Math.max(x / 6 + 0.5, 0), 1)
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
const elu = (x: number) => (x > 0 ? x : Math.expm1(x))

/** Every activation but softmax, which is none of single values. */
const functions: Record<Exclude<Activation, 'softmax'>, (x: number) => number> = {
  linear: (x) => x,
  relu: (x) => Math.max(x, 0),
  relu6: (x) => Math.min(Math.max(x, 0), 6),
  leaky_relu: (x) => (x > 0 ? x : 0.2 * x),
  elu,
  selu: (x) => 1.0507 * (x > 0 ? x : 1.6733 * Math.expm1(x)),
  softplus: (x) => Math.log1p(Math.exp(x)),
  swish: (x) => x * sigmoid(x),
  hard_swish: (x) => x * ramp(x),
  tanh: Math.tanh,
  sigmoid,
  hard_sigmoid: ramp,
}

/** What an activation makes of a signal: sums over the normal distribution, out to four deviations. */
export function throughActivation(activation: Activation, signal: Signal): Signal {
  const channels = signal.mean.length
  if (activation === 'linear') return signal
  // Of ten values.
  if (activation === 'softmax') return uniform(channels, 0.1, 0.01)
  const of = functions[activation]
  const made = uniform(channels, 0, 0)
  for (let channel = 0; channel < channels; channel++) {
    const deviation = Math.sqrt(signal.variance[channel]!)
    let [mean, square] = [0, 0]
    for (const { at, weight } of normal) {
      const value = of(signal.mean[channel]! + at * deviation)
      mean += weight * value
      square += weight * value ** 2
    }
    made.mean[channel] = mean
    made.variance[channel] = Math.max(square - mean ** 2, 0)
  }
  return made
}

const density = Array.from({ length: 33 }, (_, index) => ({
  at: index / 4 - 4,
  weight: Math.exp(-((index / 4 - 4) ** 2) / 2),
}))
const allOfIt = density.reduce((sum, { weight }) => sum + weight, 0)
const normal = density.map(({ at, weight }) => ({ at, weight: weight / allOfIt }))

/** What a layer's drawn biases or statistics make of a signal. */
export function throughWeights(drawn: ReadonlyMap<string, Float32Array>, signal: Signal): Signal {
  const [gamma, center, variance] = ['gamma', 'moving_mean', 'moving_variance'].map((name) => drawn.get(name))
  const shift = drawn.get('bias') ?? drawn.get('beta')
  const gain = (channel: number) => (gamma?.[channel] ?? 1) / Math.sqrt(variance?.[channel] ?? 1)
  return {
    mean: signal.mean.map((mean, at) => gain(at) * (mean - (center?.[at] ?? 0)) + (shift?.[at] ?? 0)),
    variance: signal.variance.map((value, at) => gain(at) ** 2 * value),
  }
}
