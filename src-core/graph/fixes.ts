import type { LayerKind } from '../layers/define.ts'
import type { Text } from '../text.ts'
import type { Parsed } from './layer-facts.ts'
import { layerFacts, parseLayer } from './layer-facts.ts'
import { labelOf } from './param-problems.ts'
import type { Fix, LayerProblem } from './problem.ts'
import { formatShape, sameShape, sizeOf } from './shape.ts'
import type { Shape } from './shape.ts'
import { upstream } from './topology.ts'
import type { Topology, Wire } from './topology.ts'

/** A layer in the place where a fix for it is looked for. */
export interface Place {
  id: string
  /** Its parameters as the document has them. */
  raw: Record<string, unknown>
  parsed: Parsed & { ok: true }
  /** The wires into it and the shapes they bring. */
  wires: readonly Wire[]
  shapes: readonly Shape[]
  topology: Topology
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
export const addHead = (output: string, classes = 10): Fix[] => [
  {
    label: { en: `Add flatten and dense (${classes} classes)`, zh: `添加展平层与全连接层（${classes} 类）` },
    command: 'addChain',
    input: { layers: [{ kind: 'flatten' }, denseSoftmax(classes)], connectFrom: output },
  },
  {
    label: {
      en: `Add global average pooling and dense (${classes} classes)`,
      zh: `添加全局平均池化与全连接层（${classes} 类）`,
    },
    command: 'addChain',
    input: { layers: [{ kind: 'global-avg-pool-2d' }, denseSoftmax(classes)], connectFrom: output },
  },
]
const denseSoftmax = (units: number) => ({ kind: 'dense', params: { units, activation: 'softmax' } })

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
  const mending = [...samePadding(place), ...flattenBefore(place), ...imageBefore(place), ...project(place)]
  return mending.length > 0 ? mending : takeOddAway(place)
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

/** An image of one pixel, where what comes in was flattened before its time. */
function imageBefore({ parsed, wires, shapes, topology }: Place): Fix[] {
  const [wire] = wires
  const [shape] = shapes
  if (!wire || shapes.length !== 1 || shape?.length !== 1) return []
  const pixel = [1, 1, shape[0]!]
  if (!parsed.kind.infer(parsed.params, [pixel]).ok) return []
  const label = { en: `Make an image of it: ${formatShape(pixel)}`, zh: `先变形为 ${formatShape(pixel)} 的图像` }
  // Whatever else takes it was made for an image too.
  const onEdge = topology.outOf.get(wire.source)!.map(({ id }) => id)
  return [{ label, command: 'addLayer', input: { kind: 'reshape', params: { targetShape: pixel }, onEdge } }]
}

/** The wires of a merge of which all others agree. */
function oddWires({ parsed, wires, shapes }: Place): { wire: Wire; shape: Shape; wanted: Shape }[] {
  if (shapes.length < 2) return []
  return wires.flatMap((wire, i) => {
    const shape = shapes[i]!
    const others = shapes.filter((_, j) => j !== i)
    const wanted = others[0]!
    if (!others.every((other) => sameShape(other, wanted)) || sameShape(shape, wanted)) return []
    return parsed.kind.infer(parsed.params, [wanted, ...others]).ok ? [{ wire, shape, wanted }] : []
  })
}

/**
 * A merge whose inputs agree but for one: a 1×1 convolution can bring that one to the others' shape. Of two that differ
 * the one that leads to the other is the shortcut, which a projection belongs on: what follows stays as wide as it was.
 */
function project(place: Place): Fix[] {
  const odd = oddWires(place)
  const leads = (a: Wire, b: Wire) => Number(upstream(place.topology, [b.source]).has(a.source))
  if (odd.length === 2) odd.sort((a, b) => leads(b.wire, a.wire) - leads(a.wire, b.wire))
  return odd.flatMap(({ wire, shape, wanted }) => {
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

/** A merge without its odd wire; where one would be left, without the merge. */
function takeOddAway(place: Place): Fix[] {
  const { wires, shapes, parsed } = place
  if (shapes.length < 2) return []
  return wires.flatMap((wire, i) => {
    const left = shapes.filter((_, j) => j !== i)
    const { min } = parsed.kind.inputs
    return left.length >= min && parsed.kind.infer(parsed.params, left).ok ? [disconnect([wire])] : []
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
