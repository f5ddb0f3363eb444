import { asDocument } from '../document/as-document.ts'
import { NodeId, edgeId } from '../document/schema.ts'
import type { Edge, GraphNode, LayerNode, LoomDocument } from '../document/schema.ts'
import { kindOf } from '../layers/registry.ts'
import type { Weight } from '../layers/define.ts'
import { ok } from '../result.ts'
import type { Failure, Result } from '../result.ts'
import type { Text } from '../text.ts'
import type { Shape } from '../graph/shape.ts'

/** A layer that was added, by its id, and what it gives for one example. */
export interface Added {
  layer: string
  shape: Shape
}

interface NewNode {
  /** What the file calls it. */
  name: string
  kind: string
  params?: Record<string, unknown>
  inputs: readonly Added[]
  frozen?: boolean
}

/**
 * The nodes and wires that an import of another program's model builds up.
 * @param advice what the format's failures say to do
 */
export function createNodes(advice: Text) {
  const nodes: Record<string, GraphNode> = {}
  const edges: Record<string, Edge> = {}
  /** How often a name was asked for. */
  const asked = new Map<string, number>()

  function freeId(name: string): string {
    const wanted = idFor(name)
    let id = wanted
    while (Object.hasOwn(nodes, id)) {
      const n = (asked.get(wanted) ?? 0) + 1
      asked.set(wanted, n)
      id = `${wanted}_${n}`
    }
    return id
  }

  /** Adds a layer and says which weights it has; fails with what its kind finds wrong. */
  function add({
    name,
    kind: kindId,
    params: raw = {},
    inputs,
    frozen,
  }: NewNode): Result<Added & { weights: Weight[] }> {
    const kind = kindOf(kindId)!
    const id = freeId(name)
    const parsed = kind.params.safeParse(raw)
    if (!parsed.success) return refusal(id, badValue, advice)
    const shapes = inputs.map(({ shape }) => shape)
    const inferred = kind.infer(parsed.data, shapes)
    if (!inferred.ok) return refusal(id, inferred.problem.message, advice)
    const node: LayerNode = { type: 'layer', kind: kindId, params: withoutDefaults(raw, kind.params.parse({})) }
    nodes[id] = frozen ? { ...node, frozen } : node
    inputs.forEach(({ layer }, targetInput) => {
      const edge = { source: layer, target: id, targetInput }
      edges[edgeId(edge)] = edge
    })
    return ok({ layer: id, shape: inferred.shape, weights: kind.weights(parsed.data, shapes) })
  }

  /** Gives a layer that has none an activation of its own. */
  function activate({ layer }: Added, activation: string) {
    const node = nodes[layer] as LayerNode
    nodes[layer] = { ...node, params: { ...node.params, activation } }
  }

  return { nodes, edges, add, activate }
}

export const refusal = (name: string, reason: Text, advice: Text): { ok: false; failure: Failure } => ({
  ok: false,
  failure: {
    code: 'not-understood',
    message: { en: `“${name}”: ${reason.en}`, zh: `“${name}”：${reason.zh}` },
    advice,
  },
})

const badValue: Text = { en: 'It has a value that no layer here can have.', zh: '其中有本程序的层不支持的取值。' }

/** A document says what differs from a layer's defaults. */
const withoutDefaults = (params: Record<string, unknown>, defaults: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(params).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(defaults[name])),
  ) as LayerNode['params']

/** A node's id as near to the file's name as ids allow. */
function idFor(name: string): string {
  const plain = name
    .replaceAll(/[^\p{L}\p{N}_.\-/ ]/gu, '_')
    .replaceAll(/\/{2,}/g, '/')
    .slice(-180)
    .replaceAll(/^\/|\/$/g, '')
  return NodeId.safeParse(plain).success ? plain : `layer ${plain}`.trim()
}

/** A document of what was imported, with blocks. */
export const importedDocument = ({ nodes, edges }: Pick<LoomDocument, 'nodes' | 'edges'>): LoomDocument =>
  asDocument({ nodes: intoBlocks(nodes), edges })

/** Puts the layers into blocks by the paths in their ids, without those that hold the whole network. */
function intoBlocks(nodes: Record<string, GraphNode>): Record<string, GraphNode> {
  const ids = Object.keys(nodes)
  const inner = ids.filter((id) => nodes[id]!.type === 'layer' && (nodes[id] as LayerNode).kind !== 'input')
  const isBlock = (path: string) => !Object.hasOwn(nodes, path) && !inner.every((id) => id.startsWith(`${path}/`))
  const paths = new Set(ids.flatMap(pathsAbove).filter(isBlock))
  const parentOf = (id: string) => pathsAbove(id).findLast((path) => paths.has(path))
  const placed = [...paths, ...ids].map((id): [string, GraphNode] => {
    const parent = parentOf(id)
    const node: GraphNode = nodes[id] ?? { type: 'block' }
    return [id, parent === undefined ? node : { ...node, parent }]
  })
  return Object.fromEntries(placed)
}

/** `a`, `a/b` for `a/b/c`. */
function pathsAbove(id: string): string[] {
  const parts = id.split('/')
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'))
}
