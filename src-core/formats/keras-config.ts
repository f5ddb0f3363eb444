import { kerasNames } from '../graph/keras-name.ts'
import type { Analysis, LayerAnalysis } from '../graph/analysis.ts'
import type { Shape } from '../graph/shape.ts'
import type { LoomDocument } from '../document/schema.ts'
import type { KerasForm, Weight } from '../layers/define.ts'
import { kindOf } from '../layers/registry.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { kerasOrder } from './keras-order.ts'

/** One layer as a Keras file needs it. */
export interface KerasLayer {
  /** The document's node id. */
  id: string
  /** Unique in the model, no slash. */
  name: string
  className: string
  /** What the layer's weights must be, in Keras's order. */
  weights: Weight[]
}

export interface KerasModel {
  /** The content of `config.json` in a `.keras` file: a functional model that `keras.models.load_model` reads. */
  config: Record<string, unknown>
  /** In the order of Keras's `model.layers`, by which weights files are named. */
  layers: KerasLayer[]
}

interface LayerInKeras {
  analysis: LayerAnalysis
  name: string
  form: KerasForm
  weights: Weight[]
  takesList: boolean
}

/** Writes a network as a Keras 3 functional model. Needs an analysis without errors; refuses with a sentence else. */
export function kerasModel(
  document: Pick<LoomDocument, 'nodes' | 'edges'>,
  analysis: Analysis,
  modelName = 'layerloom',
): Result<KerasModel> {
  const error = analysis.problems.find((problem) => problem.severity === 'error')
  if (error) {
    return fail('network-has-problems', error.message, {
      en: 'Mend the problems of the network, then export it.',
      zh: '请先修正网络中的问题，再导出。',
    })
  }
  const names = kerasNames(analysis.order)
  const layers = new Map<string, LayerInKeras>()
  for (const id of analysis.order) {
    const layer = inKeras(document, analysis.layers.get(id)!, names.get(id)!)
    if (!layer.ok) return layer
    layers.set(id, layer.value)
  }

  const order = kerasOrder(analysis.outputs, (id) => layers.get(id)!.analysis.inputs)
  const config = {
    module: 'keras.src.models.functional',
    class_name: 'Functional',
    config: {
      name: modelName,
      trainable: true,
      layers: order.map((id) => layerConfig(layers.get(id)!, layers)),
      input_layers: endpoints(analysis.inputs, names),
      output_layers: endpoints(analysis.outputs, names),
    },
    registered_name: 'Functional',
    compile_config: null,
  }
  return ok({
    config,
    layers: order.map((id) => {
      const { name, form, weights } = layers.get(id)!
      return { id, name, className: form.className, weights }
    }),
  })
}

function inKeras(document: Pick<LoomDocument, 'nodes'>, analysis: LayerAnalysis, name: string): Result<LayerInKeras> {
  const node = document.nodes[analysis.id]!
  const kind = kindOf(analysis.kind)
  if (node.type !== 'layer' || !kind) throw new Error(`An analysis without errors has no kind for ${analysis.id}.`)
  const params = kind.params.parse(node.params)
  const form = kind.keras(params)
  if (form.custom) {
    return fail(
      'not-in-keras',
      {
        en: `Keras has no layer of its own for “${analysis.id}” (${kind.title.en}).`,
        zh: `Keras 没有与“${analysis.id}”（${kind.title.zh}）对应的内置层。`,
      },
      { en: 'Export as tfjs instead, or replace the layer.', zh: '请改为导出 tfjs 格式，或替换该层。' },
    )
  }
  const weights = kind.weights(params, analysis.inputShapes)
  return ok({ analysis, name, form, weights, takesList: kind.inputs.max > 1 })
}

function layerConfig(layer: LayerInKeras, layers: ReadonlyMap<string, LayerInKeras>) {
  const { analysis, form, name } = layer
  const tensors = analysis.inputs.map((id) => tensorConfig(layers.get(id)!))
  const isInput = tensors.length === 0
  return {
    module: 'keras.layers',
    class_name: form.className,
    config: isInput
      ? { batch_shape: batched(analysis.shape!), dtype: 'float32', sparse: false, name }
      : { name, trainable: true, dtype: 'float32', ...form.config },
    registered_name: null,
    name,
    inbound_nodes: isInput ? [] : [{ args: layer.takesList ? [tensors] : tensors, kwargs: {} }],
  }
}

/** A layer's output, as another layer's argument refers to it: the layer's name, its first call, its first tensor. */
const tensorConfig = ({ analysis, name }: LayerInKeras) => ({
  class_name: '__keras_tensor__',
  config: { shape: batched(analysis.shape!), dtype: 'float32', keras_history: [name, 0, 0] },
})

const batched = (shape: Shape) => [null, ...shape]

/** One input or output is written flat, several as a list: a list of one would make a model that takes a list. */
function endpoints(ids: readonly string[], names: ReadonlyMap<string, string>) {
  const references = ids.map((id) => [names.get(id)!, 0, 0])
  return references.length === 1 ? references[0] : references
}
