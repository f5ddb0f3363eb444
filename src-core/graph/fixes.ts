import type { LayerKind } from '../layers/define.ts'
import type { Text } from '../text.ts'
import type { Parsed } from './layer-facts.ts'
import { layerFacts, parseLayer } from './layer-facts.ts'
import { labelOf } from './param-problems.ts'
import type { Fix, LayerProblem } from './problem.ts'
import { sameShape, sizeOf } from './shape.ts'
import type { Shape } from './shape.ts'
import type { Wire } from './topology.ts'

/** A layer in the place where a fix for it is looked for. */
export interface Place {
  id: string
  /** Its parameters as the document has them. */
  raw: Record<string, unknown>
  parsed: Parsed & { ok: true }
  /** The wires into it and the shapes they bring. */
  wires: readonly Wire[]
  shapes: readonly Shape[]
}

export const setParams = (id: string, params: Record<string, unknown>, label: Text): Fix => ({
  label,
  command: 'setParams',
  input: { id, params },
})

export const disconnect = (wires: readonly Wire[]): Fix => ({
  label:
    wires.length === 1
      ? {
          en: `Remove the wire from ${wires[0]!.source} to ${wires[0]!.target}`,
          zh: `断开从 ${wires[0]!.source} 到 ${wires[0]!.target} 的连线`,
        }
      : { en: `Remove ${wires.length} wires`, zh: `断开 ${wires.length} 条连线` },
  command: 'disconnect',
  input: { edges: wires.map((wire) => wire.id) },
})

export const connect = (source: string, target: string): Fix => ({
  label: { en: `Connect ${source} to ${target}`, zh: `将 ${source} 连接到 ${target}` },
  command: 'connect',
  input: { source, target },
})

/** Deletes layers; with `heal` what they were fed goes on to what they fed. */
export const deleteLayers = (ids: readonly string[], heal: boolean): Fix => ({
  label:
    ids.length === 1
      ? { en: `Delete ${ids[0]}`, zh: `删除 ${ids[0]}` }
      : { en: `Delete the ${ids.length} layers of this branch`, zh: `删除这个分支的 ${ids.length} 个层` },
  command: 'deleteNodes',
  input: { ids: [...ids], heal },
})

export const addInput = (connectTo: string | undefined): Fix => ({
  label: { en: 'Add an input layer', zh: '添加输入层' },
  command: 'addLayer',
  input: { kind: 'input', ...(connectTo !== undefined && { connectTo }) },
})

/** The two usual ways from feature maps to one number a class; ten classes until somebody says otherwise. */
export const addHead = (output: string): Fix[] => [
  {
    label: { en: 'Add flatten and dense (10 classes)', zh: '添加展平层与全连接层（10 类）' },
    command: 'addChain',
    input: { layers: [{ kind: 'flatten' }, denseSoftmax], connectFrom: output },
  },
  {
    label: { en: 'Add global average pooling and dense (10 classes)', zh: '添加全局平均池化与全连接层（10 类）' },
    command: 'addChain',
    input: { layers: [{ kind: 'global-avg-pool-2d' }, denseSoftmax], connectFrom: output },
  },
]
const denseSoftmax = { kind: 'dense', params: { units: 10, activation: 'softmax' } }

/** What a kind itself would change, where its own schema takes that: a number may have grown too large. */
export function ownFix(
  id: string,
  raw: Record<string, unknown>,
  kind: LayerKind,
  { params, label }: NonNullable<LayerProblem['fix']>,
): Fix[] {
  return kind.params.safeParse({ ...raw, ...params }).success ? [setParams(id, params, label)] : []
}

/** Puts a refused parameter back to its default, or takes an unknown one away. */
export function paramFixes(id: string, raw: Record<string, unknown>, parsed: Parsed, param: string): Fix[] {
  const schema = parsed.kind?.params
  if (!schema) return []
  if (!Object.hasOwn(schema.shape, param)) {
    return [setParams(id, { [param]: undefined }, { en: `Remove “${param}”`, zh: `移除“${param}”` })]
  }
  const defaults = schema.safeParse({})
  if (!defaults.success || !Object.hasOwn(defaults.data, param)) return []
  const value = defaults.data[param]
  const mended = schema.safeParse({ ...raw, [param]: value })
  if (!mended.success && mended.error.issues.some((issue) => issue.path[0] === param)) return []
  const label = labelOf(schema, param)
  const text = typeof value === 'string' ? value : Array.isArray(value) ? value.join(', ') : JSON.stringify(value)
  return [setParams(id, { [param]: value }, { en: `Set ${label.en} to ${text}`, zh: `将${label.zh}设为 ${text}` })]
}

/** What would let a layer take the shapes it is given; each was tried by asking the kind. */
export function shapeFixes(place: Place): Fix[] {
  return [...samePadding(place), ...flattenBefore(place), ...project(place)]
}

function samePadding({ id, parsed, shapes }: Place): Fix[] {
  const { kind, params } = parsed
  if (params.padding === undefined || params.padding === 'same') return []
  if (!kind.infer({ ...params, padding: 'same' }, shapes).ok) return []
  const label = labelOf(kind.params, 'padding')
  return [setParams(id, { padding: 'same' }, { en: `Set ${label.en} to same`, zh: `将${label.zh}设为 same` })]
}

function flattenBefore({ parsed, wires, shapes }: Place): Fix[] {
  const [wire] = wires
  const [shape] = shapes
  if (!wire || !shape || shapes.length !== 1 || shape.length === 1) return []
  if (!parsed.kind.infer(parsed.params, [[sizeOf(shape)]]).ok) return []
  const label = { en: 'Insert a flatten layer before it', zh: '在其前面插入展平层' }
  return [{ label, command: 'addLayer', input: { kind: 'flatten', onEdge: wire.id } }]
}

/** A merge whose inputs agree but for one: a 1×1 convolution can bring that one to the others' shape. */
function project({ parsed, wires, shapes }: Place): Fix[] {
  if (shapes.length < 2) return []
  return wires.flatMap((wire, i) => {
    const shape = shapes[i]!
    const others = shapes.filter((_, j) => j !== i)
    const wanted = others[0]!
    if (!others.every((other) => sameShape(other, wanted)) || sameShape(shape, wanted)) return []
    if (!parsed.kind.infer(parsed.params, [wanted, ...others]).ok) return []
    const params = projection(shape, wanted)
    if (!params) return []
    const stride = params.strides.some((step) => step > 1) ? `, /${Math.max(...params.strides)}` : ''
    const label = {
      en: `Bring ${wire.source} to ${wanted[2]} channels by a 1×1 convolution${stride}`,
      zh: `用 1×1 卷积${stride}将 ${wire.source} 变为 ${wanted[2]} 个通道`,
    }
    return [{ label, command: 'addLayer', input: { kind: 'conv2d', params, onEdge: wire.id } }]
  })
}

/** Parameters of a 1×1 convolution from one shape to another, where there is one. */
function projection(from: Shape, to: Shape) {
  if (from.length !== 3 || to.length !== 3) return undefined
  const strides = [Math.ceil(from[0]! / to[0]!), Math.ceil(from[1]! / to[1]!)]
  const params = { filters: to[2]!, kernelSize: [1, 1], strides, padding: 'same' }
  const parsed = parseLayer('conv2d', params)
  if (!parsed.ok) return undefined
  const { shape } = layerFacts(params, parsed, [from])
  return shape && sameShape(shape, to) ? params : undefined
}
