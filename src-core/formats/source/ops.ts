import type { Analysis, LayerAnalysis } from '../../graph/analysis.ts'
import { kerasNames, stepNames } from '../../graph/keras-name.ts'
import type { Shape } from '../../graph/shape.ts'
import type { LoomDocument } from '../../document/schema.ts'
import type { KerasForm, KerasStep, LayerKind } from '../../layers/define.ts'
import { kindOf } from '../../layers/registry.ts'
import { sameJson } from '../../document/same-json.ts'

/** What stands for an argument in source: JSON, or an object of Keras's by its class and settings. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value }

/** One layer as source makes it. */
export interface Op {
  /** The layer's class, in Keras's name. */
  callee: string
  /** Its constructor's arguments, all of them, by Keras's names. */
  args: Readonly<Record<string, Value>>
  /** The tensors that it takes, in order, by the ids of {@link gives}. */
  takes: readonly string[]
  /** What it gives: the document's id of the layer or, of a step on the way to it, that and the step. */
  gives: string
  /** The layer's name in the model. */
  name: string
}

/** How a language says a layer: as one or in steps. A step without a name bears the layer's. */
export type FormOf = (
  kind: LayerKind,
  params: Record<string, unknown>,
  inputs: readonly Shape[],
) => KerasForm | readonly KerasStep[]

/** Everything that a network is made of, in the order of the analysis, which has no errors. */
export function opsOf(document: Pick<LoomDocument, 'nodes'>, analysis: Analysis, formOf: FormOf): Op[] {
  const names = kerasNames(analysis.order)
  const taken = new Set(names.values())
  return analysis.order.flatMap((id) => {
    const layer = analysis.layers.get(id)!
    const node = document.nodes[id]!
    const kind = kindOf(layer.kind)
    if (node.type !== 'layer' || !kind) throw new Error(`An analysis without errors has no kind for ${id}.`)
    return layerOps(layer, names.get(id)!, formOf(kind, kind.params.parse(node.params), layer.inputShapes), taken)
  })
}

function layerOps(
  { id, inputs }: LayerAnalysis,
  name: string,
  form: KerasForm | readonly KerasStep[],
  taken: Set<string>,
): Op[] {
  const isOne = !Array.isArray(form)
  const steps = isOne ? [{ ...(form as KerasForm), step: '', takes: inputs.map((_, at) => at) }] : (form as KerasStep[])
  const own = stepNames(steps, name, taken)
  return steps.map(({ className, config, step, takes }, at) => {
    const isLast = at === steps.length - 1
    return {
      callee: className,
      args: plainArgs(config),
      takes: takes.map((taken) => (typeof taken === 'number' ? inputs[taken]! : `${id}#${taken}`)),
      gives: isLast ? id : `${id}#${step}`,
      name: own[at]!,
    }
  })
}

/** A configuration as a person would write it: one number where both axes have it, nothing that says the usual. */
function plainArgs(config: Record<string, unknown>): Record<string, Value> {
  const args: Record<string, Value> = {}
  for (const [key, value] of Object.entries(config) as [string, Value][]) {
    if (key !== 'data_format') args[key] = pairs.has(key) ? once(value) : value
  }
  if ('pool_size' in args && sameJson(args.strides, args.pool_size)) args.strides = null
  if (args.activation === 'linear') args.activation = null
  return args
}

/** Arguments of one number an axis, or of one pair an axis, for which Keras takes one number or pair as well. */
const pairs = new Set(['kernel_size', 'strides', 'dilation_rate', 'pool_size', 'size', 'padding', 'cropping'])

function once(value: Value): Value {
  if (!Array.isArray(value)) return value
  const [first, second] = value.map(once) as [Value, Value]
  return sameJson(first, second) && !Array.isArray(first) ? first : value
}
