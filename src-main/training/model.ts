import type * as tfjs from '@tensorflow/tfjs'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { isFrozen } from '../../src-core/graph/frozen.ts'
import { kerasNames, tfjsName } from '../../src-core/graph/keras-name.ts'
import { obstacle } from '../../src-core/graph/problem.ts'
import { kindOf } from '../../src-core/layers/registry.ts'
import { builders } from '../../src-core/layers/registry.tfjs.ts'
import type { BuildContext, NativeOperations } from '../../src-core/layers/tfjs.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'

export interface BuiltModel {
  /** Its outputs are the layers whose output nobody takes, in the order of the analysis. */
  model: tfjs.LayersModel
  /** The name in the model of every layer of the document, by node id. */
  names: Map<string, string>
}

/**
 * Builds a network as a tfjs model, with initial weights that follow from the seed and each layer's id alone: a layer
 * that is added elsewhere leaves the others' as they were.
 *
 * @param tf pure tfjs or tfjs-node
 * @param options.step the training step under way; random masks follow from it
 * @param options.native where `tf` is tfjs-node
 * @param options.blank with weights of zeros, for who wants the layers alone: drawing those of a large network takes seconds
 */
export function buildModel(
  tf: typeof tfjs,
  document: LoomDocument,
  options: { seed: number; step?: () => number; native?: NativeOperations; blank?: true },
): Result<BuiltModel> {
  const analysis = analyze(document)
  const error = obstacle(analysis.problems)
  if (error) {
    const at = error.node === undefined ? '' : `${error.node}: `
    return fail(
      'network-has-problems',
      { en: at + error.message.en, zh: at + error.message.zh },
      { en: 'Mend the problems of the network first.', zh: '请先修正网络中的问题。' },
    )
  }
  const names = new Map([...kerasNames(analysis.order)].map(([id, name]) => [id, tfjsName(name)]))
  const step = options.step ?? (() => 0)
  const outputs = new Map<string, tfjs.SymbolicTensor>()
  for (const id of analysis.order) {
    const context = { tf, name: names.get(id)!, seed: seedOf(options.seed, id), step, native: options.native }
    const layer = buildLayer(document, id, context)
    if (isFrozen(document, id)) freeze(layer)
    if (options.blank) layer.setFastWeightInitDuringBuild(true)
    const inputs = analysis.layers.get(id)!.inputs.map((source) => outputs.get(source)!)
    outputs.set(id, apply(layer, inputs))
  }
  const tensors = (ids: readonly string[]) => ids.map((id) => outputs.get(id)!)
  const model = tf.model({ name: 'layerloom', inputs: tensors(analysis.inputs), outputs: tensors(analysis.outputs) })
  return ok({ model, names })
}

/** As in Keras: normalization goes by its moving statistics and leaves them, and the weights are not regularized. */
function freeze(layer: tfjs.layers.Layer) {
  layer.calculateLosses = () => []
  if (layer.getClassName() !== 'BatchNormalization') return
  const call = layer.call.bind(layer)
  layer.call = (inputs, options) => call(inputs, { ...options, training: false })
}

function buildLayer(document: LoomDocument, id: string, context: BuildContext): tfjs.layers.Layer {
  const node = document.nodes[id]!
  const kind = node.type === 'layer' ? kindOf(node.kind) : undefined
  if (node.type !== 'layer' || !kind) throw new Error(`An analysis without errors has no kind for ${id}.`)
  // The kind's own schema has parsed what its own builder takes.
  return builders[node.kind]!(context, kind.params.parse(node.params) as never)
}

/** An input layer has its output from the start; a merge takes a list, every other layer one tensor. */
function apply(layer: tfjs.layers.Layer, inputs: tfjs.SymbolicTensor[]): tfjs.SymbolicTensor {
  if (inputs.length === 0) return layer.output as tfjs.SymbolicTensor
  return layer.apply(inputs.length === 1 ? inputs[0]! : inputs) as tfjs.SymbolicTensor
}

/** A positive number below 2³⁰ for one layer of one run (FNV-1a); tfjs takes 0 for no seed. */
function seedOf(seed: number, id: string): number {
  let hash = 0x811c9dc5
  for (const character of `${seed}/${id}`) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193)
  return 1 + ((hash >>> 0) % (2 ** 30 - 1))
}
