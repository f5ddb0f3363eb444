import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import type { LayerAnalysis } from '../../src-core/graph/analysis.ts'
import { sameShape, sizeOf } from '../../src-core/graph/shape.ts'
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
    const incoming = combined(layer, meanSquare)
    const weights = weightsOf.get(id) ?? []
    for (const weight of weights) {
      const data = draw(weight, incoming, random)
      drawn.push({ layer: id, name: weight.name, shape: [...weight.shape], data })
    }
    meanSquare.set(id, activated(document, id) * (weights.length > 0 ? 1 : incoming))
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

/** A layer's values given the mean square of what comes in, so that about 1 goes out before its activation. */
function draw({ name, shape }: Weight, incoming: number, random: Generator): Float32Array {
  const data = new Float32Array(sizeOf(shape))
  const fill = (value: () => number) => data.forEach((_, index) => (data[index] = value()))
  if (name === 'moving_variance') fill(() => incoming * (0.5 + random.uniform()))
  else if (name === 'moving_mean') fill(() => 0.2 * Math.sqrt(incoming) * random.normal())
  else if (name === 'gamma') fill(() => 0.75 + 0.5 * random.uniform())
  else if (shape.length === 1) fill(() => 0.2 * random.normal())
  else {
    // [kernelHeight, kernelWidth, channels / groups, filters] or [inputs, units]: all axes but the last are summed over.
    const scale = 1 / Math.sqrt(sizeOf(shape.slice(0, -1)) * incoming)
    fill(() => scale * random.normal())
  }
  return data
}

/** Several inputs of the output's own shape are added up, others are put side by side. */
function combined(layer: LayerAnalysis, meanSquare: ReadonlyMap<string, number>): number {
  const squares = layer.inputs.map((id) => meanSquare.get(id)!)
  if (squares.length === 0) return 1
  const sum = squares.reduce((total, square) => total + square, 0)
  const added = layer.inputShapes.every((shape) => sameShape(shape, layer.shape!))
  return added ? sum : sum / squares.length
}

/** The part of a mean square that a layer's activation lets through: half of it for those that cut negative values off. */
function activated(document: LoomDocument, id: string): number {
  const node = document.nodes[id]!
  const activation = node.type === 'layer' ? node.params.activation : undefined
  return activation === undefined || activation === 'linear' ? 1 : 0.5
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
