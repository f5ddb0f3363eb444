import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import type { LayerAnalysis } from '../../src-core/graph/analysis.ts'
import { sizeOf } from '../../src-core/graph/shape.ts'
import type { Activation } from '../../src-core/layers/activations.ts'
import { kindOf } from '../../src-core/layers/registry.ts'
import type { Weight } from '../../src-core/layers/define.ts'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { buildModel } from '../training/model.ts'
import type { LayerWeight } from '../training/weights.ts'
import { pureTfjs } from './pure-tfjs.ts'

/** The weights that a network starts training with, for this seed. */
export async function initialWeights(document: LoomDocument, seed: number): Promise<Result<LayerWeight[]>> {
  const tf = await pureTfjs()
  const built = buildModel(tf, document, { seed })
  if (!built.ok) return built
  const { model, names } = built.value
  const weights: LayerWeight[] = []
  for (const { analysis, weights: wanted } of layersWithWeights(document)) {
    const tensors = model.getLayer(names.get(analysis.id)!).getWeights()
    for (const [index, { name, shape }] of wanted.entries()) {
      weights.push({
        layer: analysis.id,
        name,
        shape: [...shape],
        data: (await tensors[index]!.data()) as Float32Array,
      })
    }
  }
  model.dispose()
  return ok(weights)
}

/**
 * Weights drawn for comparing readers of a file: fresh ones prove nothing, because biases and statistics at 0 and 1 let a
 * swapped or forgotten one pass. Every weight, bias and moving statistic is drawn, scaled so that signals stay near 1
 * however deep the network is, with an estimate of each layer's mean square carried along.
 */
export function randomWeights(document: LoomDocument, seed: number): LayerWeight[] {
  const random = generator(seed)
  const meanSquare = new Map<string, number>()
  const analysis = analyze(document)
  const weightsOf = new Map(layersWithWeights(document).map((layer) => [layer.analysis.id, layer.weights]))
  const drawn: LayerWeight[] = []
  for (const id of analysis.order) {
    const layer = analysis.layers.get(id)!
    const weights = weightsOf.get(id) ?? []
    let signal = incoming(document, layer, meanSquare)
    for (const weight of weights) {
      const data = draw(weight, signal, random)
      drawn.push({ layer: id, name: weight.name, shape: [...weight.shape], data })
      if (isKernel(weight)) signal = 1
    }
    meanSquare.set(id, (weights.length > 0 ? 1 : signal) * throughActivation(document, id))
  }
  return drawn
}

function layersWithWeights(document: LoomDocument): { analysis: LayerAnalysis; weights: Weight[] }[] {
  const analysis = analyze(document)
  return analysis.order.flatMap((id) => {
    const layer = analysis.layers.get(id)!
    const node = document.nodes[id]!
    const kind = kindOf(layer.kind)
    if (!kind || node.type !== 'layer' || !layer.shape) return []
    const weights = kind.weights(kind.params.parse(node.params), layer.inputShapes)
    return weights.length > 0 ? [{ analysis: layer, weights }] : []
  })
}

const isKernel = ({ shape }: Weight) => shape.length > 1

/** A layer's values given the mean square of what comes in, so that about 1 goes out before its activation. */
function draw(weight: Weight, incoming: number, random: Generator): Float32Array {
  const { name, shape } = weight
  const data = new Float32Array(sizeOf(shape))
  const fill = (value: () => number) => data.forEach((_, index) => (data[index] = value()))
  if (name === 'moving_variance') fill(() => incoming * (0.5 + random.uniform()))
  else if (name === 'moving_mean') fill(() => 0.2 * Math.sqrt(incoming) * random.normal())
  else if (name === 'gamma') fill(() => 0.75 + 0.5 * random.uniform())
  else if (!isKernel(weight)) fill(() => 0.2 * random.normal())
  else {
    // [kernelHeight, kernelWidth, channels / groups, filters] or [inputs, units]: all axes but the last are summed over.
    const scale = 1 / Math.sqrt((weight.fanIn ?? sizeOf(shape.slice(0, -1))) * incoming)
    fill(() => scale * random.normal())
  }
  return data
}

/** The mean square of what a layer makes of its inputs before its weights, if it has any, come in. */
function incoming(document: LoomDocument, layer: LayerAnalysis, meanSquare: ReadonlyMap<string, number>): number {
  const squares = layer.inputs.map((id) => meanSquare.get(id)!)
  const kind = kindOf(layer.kind)
  const node = document.nodes[layer.id]!
  if (kind?.signal && node.type === 'layer') return kind.signal(kind.params.parse(node.params), squares)
  return squares[0] ?? 1
}

/** The part of a mean square that a layer's activation lets through. */
function throughActivation(document: LoomDocument, id: string): number {
  const node = document.nodes[id]!
  const kind = node.type === 'layer' ? kindOf(node.kind) : undefined
  if (node.type !== 'layer' || !kind) return 1
  const activation = kind.params.parse(node.params).activation as Activation | undefined
  return activation === undefined ? 1 : letThrough[activation]
}

/** The mean square of each activation of normal values of mean 0 and variance 1; of ten of them for softmax. */
const letThrough: Record<Activation, number> = {
  linear: 1,
  relu: 0.5,
  relu6: 0.5,
  leaky_relu: 0.52,
  elu: 0.64,
  selu: 1,
  softplus: 0.92,
  swish: 0.36,
  hard_swish: 0.33,
  tanh: 0.39,
  sigmoid: 0.29,
  hard_sigmoid: 0.28,
  softmax: 0.02,
}

interface Generator {
  /** Evenly in [0, 1). */
  uniform(): number
  /** With mean 0 and variance 1. */
  normal(): number
}

/** A small seeded generator (mulberry32), quick enough for a hundred million weights. */
function generator(seed: number): Generator {
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
