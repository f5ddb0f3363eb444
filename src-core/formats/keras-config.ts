import { kerasNames, stepNames } from '../graph/keras-name.ts'
import type { Analysis, LayerAnalysis } from '../graph/analysis.ts'
import type { Shape } from '../graph/shape.ts'
import type { LoomDocument } from '../document/schema.ts'
import type { KerasForm, KerasStep, Weight } from '../layers/define.ts'
import { kindOf } from '../layers/registry.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { kerasOrder } from './keras-order.ts'
import { obstacleToExport } from './obstacle.ts'

/** The Keras whose words the configurations are in. Its readers only show it; ours tells two `hard_sigmoid`s apart by it. */
export const kerasVersion = '3.15.1'

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
  /**
   * In the order of Keras's `model.layers`, by which weights files are named. A layer that Keras says by several of its
   * own comes once for each, with weights at none of them.
   */
  layers: KerasLayer[]
  /** What stands between them and is no layer of Keras's, by the document's node ids. */
  operations: string[]
}

/** A layer or an operation of the Keras model. */
interface Part {
  id: string
  name: string
  form: KerasForm
  operation?: KerasStep['operation']
  /** Training leaves it as it is: `trainable: false` in Keras. */
  frozen: boolean
  /** Names of the parts that it takes. */
  inputs: string[]
  shape: Shape
  weights: Weight[]
}

/** Writes a network as a Keras 3 functional model. Needs an analysis without obstacles; refuses with a sentence else. */
export function kerasModel(
  document: Pick<LoomDocument, 'nodes' | 'edges'>,
  analysis: Analysis,
  modelName = 'layerloom',
): Result<KerasModel> {
  const refusal = obstacleToExport(analysis)
  if (refusal) return refusal
  const names = kerasNames(analysis.order)
  const parts = new Map<string, Part>()
  const taken = new Set(names.values())
  for (const id of analysis.order) {
    const own = partsOf(document, analysis.layers.get(id)!, names, taken)
    if (!own.ok) return own
    for (const part of own.value) parts.set(part.name, part)
  }

  const order = kerasOrder(
    analysis.outputs.map((id) => names.get(id)!),
    (name) => parts.get(name)!.inputs,
  ).map((name) => parts.get(name)!)
  const config = {
    module: 'keras.src.models.functional',
    class_name: 'Functional',
    config: {
      name: modelName,
      trainable: true,
      layers: order.map((part) => partConfig(part, parts)),
      input_layers: endpoints(analysis.inputs, names),
      output_layers: endpoints(analysis.outputs, names),
    },
    registered_name: 'Functional',
    compile_config: null,
  }
  return ok({
    config,
    // Operations are none of a model's layers.
    layers: order
      .filter(({ operation }) => !operation)
      .map(({ id, name, form, weights }) => ({ id, name, className: form.className, weights })),
    operations: order.filter(({ operation }) => operation).map(({ id }) => id),
  })
}

/** What a layer of the document becomes; the last part has its name. */
function partsOf(
  document: Pick<LoomDocument, 'nodes'>,
  analysis: LayerAnalysis,
  names: ReadonlyMap<string, string>,
  taken: Set<string>,
): Result<Part[]> {
  const { id, inputShapes } = analysis
  const node = document.nodes[id]!
  const kind = kindOf(analysis.kind)
  if (node.type !== 'layer' || !kind) throw new Error(`An analysis without errors has no kind for ${id}.`)
  const params = kind.params.parse(node.params)
  const form = kind.keras(params, inputShapes)
  const name = names.get(id)!
  const inputs = analysis.inputs.map((source) => names.get(source)!)
  const frozen = node.frozen === true
  if (isSteps(form)) return ok(stepParts(form, { id, name, inputs, frozen }, taken))
  if (form.custom) {
    return fail(
      'not-in-keras',
      {
        en: `Keras has no layer of its own for “${id}” (${kind.title.en}).`,
        zh: `Keras 没有与“${id}”（${kind.title.zh}）对应的内置层。`,
      },
      { en: 'Export as tfjs instead, or replace the layer.', zh: '请改为导出 tfjs 格式，或替换该层。' },
    )
  }
  return ok([{ id, name, form, frozen, inputs, shape: analysis.shape!, weights: kind.weights(params, inputShapes) }])
}

const isSteps = (form: KerasForm | readonly KerasStep[]): form is readonly KerasStep[] => Array.isArray(form)

function stepParts(
  steps: readonly KerasStep[],
  { id, name, inputs, frozen }: Pick<Part, 'id' | 'name' | 'inputs' | 'frozen'>,
  taken: Set<string>,
): Part[] {
  const own = stepNames(steps, name, taken)
  const nameOf = new Map(steps.map(({ step }, at) => [step, own[at]!]))
  return steps.map((form, at) => {
    const sources = form.takes.map((taken) => (typeof taken === 'number' ? inputs[taken]! : nameOf.get(taken)!))
    return {
      id,
      name: own[at]!,
      form,
      operation: form.operation,
      frozen,
      inputs: sources,
      shape: form.shape,
      weights: [],
    }
  })
}

function partConfig({ name, form, operation, frozen, inputs, shape }: Part, parts: ReadonlyMap<string, Part>) {
  const tensors = inputs.map((source) => tensorConfig(parts.get(source)!))
  if (operation) {
    return {
      module: operation.module,
      class_name: form.className,
      config: { ...form.config, name },
      registered_name: form.className,
      name,
      inbound_nodes: [{ args: [...tensors, ...operation.numbers], kwargs: {} }],
    }
  }
  const isInput = tensors.length === 0
  return {
    module: 'keras.layers',
    class_name: form.className,
    config: isInput
      ? { batch_shape: batched(shape), dtype: 'float32', sparse: false, name }
      : { name, trainable: !frozen, dtype: 'float32', ...form.config },
    registered_name: null,
    name,
    // A merge takes a list, every other layer one tensor.
    inbound_nodes: isInput ? [] : [{ args: tensors.length > 1 ? [tensors] : tensors, kwargs: {} }],
  }
}

/** A layer's output, as another layer's argument refers to it: the layer's name, its first call, its first tensor. */
const tensorConfig = ({ name, shape }: Part) => ({
  class_name: '__keras_tensor__',
  config: { shape: batched(shape), dtype: 'float32', keras_history: [name, 0, 0] },
})

const batched = (shape: Shape) => [null, ...shape]

/** One input or output is written flat, several as a list: a list of one would make a model that takes a list. */
function endpoints(ids: readonly string[], names: ReadonlyMap<string, string>) {
  const references = ids.map((id) => [names.get(id)!, 0, 0])
  return references.length === 1 ? references[0] : references
}
