import type { LoomDocument } from '../document/schema.ts'
import type { Analysis } from '../graph/analysis.ts'
import type { OnnxTensor } from '../layers/onnx.ts'
import type { Weight } from '../layers/define.ts'
import { kindOf } from '../layers/registry.ts'
import { ok } from '../result.ts'
import type { Result } from '../result.ts'
import { obstacleToExport } from './obstacle.ts'
import { onnxGraph } from './onnx-graph.ts'
import type { OnnxGraph } from './onnx-graph.ts'

/**
 * The oldest set of operators that says all our layers as they are (hard swish came with 14), of ONNX 1.12: what is older
 * can be read by more programs, and nothing that came later would make a file of ours better.
 */
export const onnxOpset = 17
/** The version of the file format that goes with {@link onnxOpset}. */
export const onnxIrVersion = 8

export interface OnnxModel {
  graph: OnnxGraph
  /** The layers that have weights, with what those must be. */
  layers: { id: string; weights: Weight[] }[]
}

/**
 * Writes a network as an ONNX graph for using it: what only training needs is left out. Images are channels first, as ONNX
 * has them; weights are laid out for that when they are written, so that no tensor is turned at every run unless a layer
 * asks for it. Needs an analysis without obstacles; refuses with a sentence else.
 *
 * @param options.isHalf which weights are held as 16-bit floats; none where nobody says
 */
export function onnxModel(
  document: Pick<LoomDocument, 'nodes'>,
  analysis: Analysis,
  { isHalf = () => false }: { isHalf?: (weight: Weight) => boolean } = {},
): Result<OnnxModel> {
  const refusal = obstacleToExport(analysis)
  if (refusal) return refusal
  const { graph, add } = onnxGraph({ isHalf })
  const tensors = new Map<string, OnnxTensor>()
  const layers: OnnxModel['layers'] = []
  const outputs = new Set(analysis.outputs)
  for (const id of analysis.order) {
    const { kind: kindId, inputs, inputShapes, shape } = analysis.layers.get(id)!
    const node = document.nodes[id]!
    const kind = kindOf(kindId)
    if (!kind || node.type !== 'layer') throw new Error(`The registry has no kind for ${id}.`)
    const params = kind.params.parse(node.params)
    const weights = kind.weights(params, inputShapes)
    if (weights.length > 0) layers.push({ id, weights })
    const taken = inputs.map((source) => tensors.get(source)!)
    const entering = { id, shape: shape!, inputs: taken, weights, isOutput: outputs.has(id) }
    tensors.set(
      id,
      add(entering, (layer) => kind.onnx(params, layer)),
    )
  }
  // In the network's own order, which a reader of several outputs goes by.
  graph.outputs.sort((a, b) => analysis.outputs.indexOf(layerOf(a.name)) - analysis.outputs.indexOf(layerOf(b.name)))
  return ok({ graph, layers })
}

/** The layer that a value belongs to by its name. */
const layerOf = (name: string) => name.split(':')[0]!
