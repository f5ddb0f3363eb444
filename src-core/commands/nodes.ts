import { original } from 'immer'
import type { Draft } from 'immer'
import { z } from 'zod'
import { edgeId, NodeId, ParamName, Position } from '../document/schema.ts'
import type { Edge, LoomDocument } from '../document/schema.ts'
import { topologyOf, wouldCycle } from '../graph/topology.ts'
import { kindOf } from '../layers/registry.ts'
import type { Text } from '../text.ts'
import { same } from '../text.ts'
import { defineCommand } from './define.ts'
import { layerId } from './names.ts'
import * as refusals from './refusals.ts'
import { addWire, aroundWires, layerOf, rewire, wireInto, WireIds, wiresOfOne } from './wiring.ts'

const Params = z.record(ParamName, z.json())
const kindTitle = (kind: string): Text => kindOf(kind)?.title ?? same(kind)

/** Adds one layer: loose, behind another, before another, or on a wire. */
export const addLayer = defineCommand({
  id: 'addLayer',
  label: ({ kind }) => ({ en: `Add ${kindTitle(kind).en}`, zh: `添加${kindTitle(kind).zh}层` }),
  input: z.strictObject({
    kind: z.string(),
    params: Params.optional(),
    /** Found from the kind where it is absent. */
    id: NodeId.optional(),
    /** The block it goes into; found from its neighbours where it is absent. */
    parent: NodeId.optional(),
    position: Position.optional(),
    connectFrom: NodeId.optional(),
    connectTo: NodeId.optional(),
    onEdge: WireIds.optional(),
  }),
  apply(draft, { kind, params = {}, position, connectFrom, connectTo, onEdge, ...input }) {
    const document = original(draft) as LoomDocument
    const layerKind = kindOf(kind)
    if (!layerKind) return refusals.noSuchKind(kind)
    const wires = onEdge === undefined ? undefined : wiresOfOne(document, onEdge)
    if (wires && !wires.ok) return wires.refusal
    if (layerKind.inputs.max === 0 && (wires || connectFrom !== undefined)) return refusals.noInputSide(layerKind.title)
    if (connectFrom !== undefined && !layerOf(document, connectFrom)) return refusals.noSuchLayer(connectFrom)

    const parent = input.parent ?? parentOf(document, wires?.edges, connectFrom ?? connectTo)
    if (parent !== undefined && !isBlock(document, parent)) return refusals.noSuchBlock(parent)
    const id = input.id ?? layerId(document.nodes, kind, parent)
    if (Object.hasOwn(document.nodes, id)) return refusals.nameTaken(id)

    if (connectTo !== undefined) {
      const topology = topologyOf(document)
      const wire = wireInto(document, topology, { source: id, target: connectTo })
      if (!wire.ok) return wire.refusal
      const from = connectFrom ?? wires?.edges[0]!.source
      if (from !== undefined && wouldCycle(topology, from, connectTo)) return refusals.closesCycle(from, connectTo)
      rewire(draft, wire.rewiring)
    }
    draft.nodes[id] = { type: 'layer', kind, params, ...(parent !== undefined && { parent }) }
    if (position) draft.layout[id] = position
    if (connectFrom !== undefined) addWire(draft, { source: connectFrom, target: id, targetInput: 0 })
    if (wires) putOnWires(draft, id, wires.edges, connectFrom === undefined ? 0 : 1)
  },
})

/** Adds layers one behind the other, the first behind a layer that is there already. */
export const addChain = defineCommand({
  id: 'addChain',
  label: ({ layers }) => ({
    en: `Add ${layers.map(({ kind }) => kindTitle(kind).en).join(' and ')}`,
    zh: `添加${layers.map(({ kind }) => kindTitle(kind).zh).join('与')}层`,
  }),
  input: z.strictObject({
    layers: z.array(z.strictObject({ kind: z.string(), params: Params.optional() })).min(1),
    connectFrom: NodeId,
  }),
  apply(draft, { layers, connectFrom }) {
    const document = original(draft) as LoomDocument
    const first = layerOf(document, connectFrom)
    if (!first) return refusals.noSuchLayer(connectFrom)
    for (const { kind } of layers) {
      const layerKind = kindOf(kind)
      if (!layerKind) return refusals.noSuchKind(kind)
      if (layerKind.inputs.max === 0) return refusals.noInputSide(layerKind.title)
    }
    let source = connectFrom
    for (const { kind, params = {} } of layers) {
      const id = layerId(draft.nodes, kind, first.parent)
      draft.nodes[id] = { type: 'layer', kind, params, ...(first.parent !== undefined && { parent: first.parent }) }
      addWire(draft, { source, target: id, targetInput: 0 })
      source = id
    }
  },
})

export const isBlock = ({ nodes }: Pick<LoomDocument, 'nodes'>, id: string): boolean =>
  Object.hasOwn(nodes, id) && nodes[id]!.type === 'block'

/** Splits wires of one layer in two at another. */
function putOnWires(draft: Draft<LoomDocument>, id: string, edges: readonly Edge[], targetInput: number): void {
  for (const edge of edges) {
    delete draft.edges[edgeId(edge)]
    addWire(draft, { source: edge.source, target: id, targetInput })
    addWire(draft, { ...edge, source: id })
  }
}

/** The innermost block around all ends of wires, else around the neighbour. */
export function parentOf(
  document: LoomDocument,
  wires: readonly Edge[] | undefined,
  neighbour: string | undefined,
): string | undefined {
  if (wires) return aroundWires(document, wires) || undefined
  return neighbour === undefined ? undefined : layerOf(document, neighbour)?.parent
}
