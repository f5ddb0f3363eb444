import type { Activation } from '../../src-core/layers/activations.ts'

/** A layer's values over images, places and channels, taken for normal. */
export interface Signal {
  /** Its square alone is told on; it is not below 0. */
  mean: number
  /** The mean of the squares. */
  square: number
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

/** What an activation makes of a signal: a sum over the normal distribution, out to six deviations. */
export function throughActivation(activation: Activation, { mean, square }: Signal): Signal {
  // Of ten values.
  if (activation === 'softmax') return { mean: 0.1, square: 0.02 }
  const of = functions[activation]
  const deviation = Math.sqrt(Math.max(square - mean ** 2, 0))
  let [all, first, second] = [0, 0, 0]
  for (let at = -6; at <= 6; at += 0.125) {
    const weight = Math.exp(-(at ** 2) / 2)
    const value = of(mean + at * deviation)
    all += weight
    first += weight * value
    second += weight * value ** 2
  }
  return { mean: Math.max(first / all, 0), square: second / all }
}

/** What drawn biases and statistics make of a signal that comes out of a layer's kernels or, without kernels, into it. */
export function throughWeights(drawn: ReadonlyMap<string, Float32Array>, { mean, square }: Signal): Signal {
  const shift = meanOf(drawn.get('bias') ?? drawn.get('beta') ?? nothing, (value) => value ** 2)
  const variance = drawn.get('moving_variance')
  if (!variance) return { mean, square: square + shift }
  const gamma = drawn.get('gamma')
  const center = drawn.get('moving_mean')!
  const gain = (of: (at: number) => number) =>
    meanOf(variance, (value, at) => ((gamma?.[at] ?? 1) ** 2 * of(at)) / value)
  return { mean: Math.sqrt(gain(() => mean ** 2)), square: gain((at) => square + center[at]! ** 2) + shift }
}

const nothing = new Float32Array()

function meanOf(values: Float32Array, of: (value: number, at: number) => number): number {
  let sum = 0
  values.forEach((value, at) => (sum += of(value, at)))
  return values.length > 0 ? sum / values.length : 0
}
