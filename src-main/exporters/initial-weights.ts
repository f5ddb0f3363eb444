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
import { throughActivation, throughWeights } from './signal.ts'
import type { Signal } from './signal.ts'

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
 * however deep the network is, with an estimate of each layer's signal carried along: a few hundredths too much a layer
 * would be a thousandfold behind a hundred of them, and every answer of a softmax 0 or 1.
 */
export function randomWeights(document: LoomDocument, seed: number): LayerWeight[] {
  const random = generator(seed)
  const signals = new Map<string, Signal>()
  const analysis = analyze(document)
  const weightsOf = new Map(layersWithWeights(document).map((layer) => [layer.analysis.id, layer.weights]))
  const drawn: LayerWeight[] = []
  for (const id of analysis.order) {
    const layer = analysis.layers.get(id)!
    const own = new Map<string, Float32Array>()
    let signal = incoming(document, layer, signals)
    for (const weight of weightsOf.get(id) ?? []) {
      const data = draw(weight, signal, random)
      drawn.push({ layer: id, name: weight.name, shape: [...weight.shape], data })
      own.set(weight.name, data)
      if (isKernel(weight)) signal = { mean: 0, square: 1 }
    }
    signals.set(id, throughActivation(activationOf(document, id), throughWeights(own, signal)))
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

/** A layer's values given the signal that comes in, so that about 1 goes out before its activation. */
function draw(weight: Weight, { mean, square }: Signal, random: Generator): Float32Array {
  const { name, shape } = weight
  const data = new Float32Array(sizeOf(shape))
  const fill = (value: () => number) => data.forEach((_, index) => (data[index] = value()))
  if (name === 'moving_variance') fill(() => square * (0.5 + random.uniform()))
  else if (name === 'moving_mean') fill(() => 0.2 * Math.sqrt(square) * random.normal())
  else if (name === 'gamma') fill(() => 0.75 + 0.5 * random.uniform())
  else if (!isKernel(weight)) fill(() => 0.2 * random.normal())
  else {
    // [kernelHeight, kernelWidth, channels / groups, filters] or [inputs, units]: all axes but the last are summed over.
    const summed = sizeOf(shape.slice(0, -1))
    // Of a few places of one channel nothing would be left.
    const centered = weight.fanIn === undefined && summed > 9 && mean > 0
    const variance = centered ? square - mean ** 2 : square
    const scale = 1 / Math.sqrt((weight.fanIn ?? summed) * variance)
    fill(() => scale * random.normal())
    if (centered) center(data, shape.at(-1)!)
  }
  return data
}

/**
 * Takes each filter's mean away. What all values of a layer have in common, as ReLU gives it to them, would soon be all
 * that goes out: deep layers would answer every image alike, whatever the weights before them are.
 */
function center(kernel: Float32Array, filters: number) {
  const summed = kernel.length / filters
  for (let filter = 0; filter < filters; filter++) {
    let sum = 0
    for (let at = filter; at < kernel.length; at += filters) sum += kernel[at]!
    for (let at = filter; at < kernel.length; at += filters) kernel[at]! -= sum / summed
  }
}

/** What a layer makes of its inputs before its weights, if it has any, come in. */
function incoming(document: LoomDocument, layer: LayerAnalysis, signals: ReadonlyMap<string, Signal>): Signal {
  const inputs = layer.inputs.map((id) => signals.get(id)!)
  const kind = kindOf(layer.kind)
  const node = document.nodes[layer.id]!
  if (kind?.signal && node.type === 'layer') {
    const params = kind.params.parse(node.params)
    const squareOf = (squares: number[]) => kind.signal!(params, squares)
    // As good for means where at most one input has one, as behind a shortcut that a ReLU ends.
    return {
      mean: Math.sqrt(squareOf(inputs.map(({ mean }) => mean ** 2))),
      square: squareOf(inputs.map(({ square }) => square)),
    }
  }
  return inputs[0] ?? { mean: 0, square: 1 }
}

function activationOf(document: LoomDocument, id: string): Activation {
  const node = document.nodes[id]!
  const kind = node.type === 'layer' ? kindOf(node.kind) : undefined
  if (node.type !== 'layer' || !kind) return 'linear'
  return (kind.params.parse(node.params).activation as Activation | undefined) ?? 'linear'
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
