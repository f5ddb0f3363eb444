import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import type { LayerAnalysis } from '../../src-core/graph/analysis.ts'
import type { Activation } from '../../src-core/layers/activations.ts'
import { kindOf } from '../../src-core/layers/registry.ts'
import type { Weight } from '../../src-core/layers/define.ts'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { buildModel } from '../training/model.ts'
import type { LayerWeight } from '../training/weights.ts'
import { pureTfjs } from './pure-tfjs.ts'
import { draw, generator } from './draw.ts'
import { overall, spread, throughActivation, throughWeights, uniform } from './signal.ts'
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
      const { data, out } = draw(weight, signal, random)
      drawn.push({ layer: id, name: weight.name, shape: [...weight.shape], data })
      own.set(weight.name, data)
      signal = out
    }
    const through = throughActivation(activationOf(document, id), throughWeights(own, signal))
    signals.set(id, spread(through, layer.shape!.at(-1)!))
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

/** What a layer makes of its inputs before its weights, if it has any, come in. */
function incoming(document: LoomDocument, layer: LayerAnalysis, signals: ReadonlyMap<string, Signal>): Signal {
  const channels = (layer.inputShapes[0] ?? layer.shape!).at(-1)!
  const inputs = layer.inputs.map((id) => signals.get(id)!)
  if (!inputs[0]) return uniform(channels, 0, 1)
  const kind = kindOf(layer.kind)
  const node = document.nodes[layer.id]!
  if (!kind?.signal || node.type !== 'layer') return spread(inputs[0], channels)
  const params = kind.params.parse(node.params)
  const all = inputs.map(overall)
  // As good for means where at most one input has one, as behind a shortcut that a ReLU ends.
  const square = kind.signal(
    params,
    all.map(({ mean, variance }) => mean ** 2 + variance),
  )
  const squaredMean = kind.signal(
    params,
    all.map(({ mean }) => mean ** 2),
  )
  return uniform(channels, Math.sqrt(squaredMean), square - squaredMean)
}

function activationOf(document: LoomDocument, id: string): Activation {
  const node = document.nodes[id]!
  const kind = node.type === 'layer' ? kindOf(node.kind) : undefined
  if (node.type !== 'layer' || !kind) return 'linear'
  return (kind.params.parse(node.params).activation as Activation | undefined) ?? 'linear'
}
