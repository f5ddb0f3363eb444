import type { LoomDocument } from '../../src-core/document/schema.ts'
import { blocksAround } from '../../src-core/graph/blocks.ts'
import { downstream, topologyOf, upstream } from '../../src-core/graph/topology.ts'
import { kindOf } from '../../src-core/layers/registry.ts'
import type { Text } from '../../src-core/text.ts'
import type { LooseWire } from './hands.ts'
import type { VisibleNode } from '../../src-core/layout/visible.ts'

/**
 * The layer that a wire drawn to or from a node in sight belongs to. A folded block has such a door where one layer
 * alone can be meant: the one that is joined outwards already, else the only one with a free end.
 */
export function doorOf(document: LoomDocument, node: VisibleNode, side: LooseWire['from']): string | undefined {
  if (node.show === 'layer') return node.id
  if (node.show === 'outside') return node.layer
  if (node.show === 'frame') return undefined
  const { layers, into, outOf } = topologyOf(document)
  const isInside = (id: string) => blocksAround(document.nodes, id).includes(node.id)
  const inside = layers.filter(isInside)
  const wiresOf = (id: string) => (side === 'source' ? outOf : into).get(id)!
  const other = side === 'source' ? 'target' : 'source'
  const outwards = inside.filter((id) => wiresOf(id).some((wire) => !isInside(wire[other])))
  const free = inside.filter((id) => wiresOf(id).length === 0 && (side === 'source' || takesWires(document, id)))
  const doors = outwards.length > 0 ? outwards : free
  return doors.length === 1 ? doors[0] : undefined
}

function takesWires({ nodes }: LoomDocument, id: string): boolean {
  const node = nodes[id]
  return node?.type === 'layer' && kindOf(node.kind)?.inputs.max !== 0
}

/** Why a wire cannot be drawn to a folded block. */
export const noDoor: Text = {
  en: 'More than one layer of this block could be meant. Unfold it and connect the layer.',
  zh: '无法确定要连接该块中的哪一层。请展开该块，再连接具体的层。',
}

/** The nodes in sight to which a wire cannot be drawn: it would close a circle, is there already, or finds no door. */
export function refusingNodes(document: LoomDocument, nodes: readonly VisibleNode[], wire: LooseWire): Set<string> {
  const topology = topologyOf(document)
  const forwards = wire.from === 'source'
  const circle = forwards ? upstream(topology, [wire.layer]) : downstream(topology, [wire.layer])
  const joined = new Set(
    forwards
      ? topology.outOf.get(wire.layer)?.map(({ target }) => target)
      : topology.into.get(wire.layer)?.map(({ source }) => source),
  )
  const refusing = new Set<string>()
  for (const node of nodes) {
    if (node.show === 'frame') continue
    const layer = doorOf(document, node, forwards ? 'target' : 'source')
    if (layer === wire.layer) continue
    const isRefused =
      layer === undefined || circle.has(layer) || joined.has(layer) || (forwards && !takesWires(document, layer))
    if (isRefused) refusing.add(node.id)
  }
  return refusing
}
