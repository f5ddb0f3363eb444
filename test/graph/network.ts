import { documentVersion, edgeId } from '../../src-core/document/schema.ts'
import type { GraphNode, LoomDocument } from '../../src-core/document/schema.ts'
import { Plan } from '../../src-core/training/plan.ts'

/** A layer as a test writes it: kind, parameters, block; or a block's title and its own block. */
export type Short =
  readonly [kind: string, params?: Record<string, unknown>, parent?: string] | { block: string; parent?: string }

/**
 * A document from layers and wires in short. `a -> b` goes into the next input of `b`, `a -> b#2` into that one; chains
 * may be written in one: `a -> b -> c`.
 */
export function network(nodes: Record<string, Short>, wires: readonly string[] = []): LoomDocument {
  const document: LoomDocument = {
    format: 'layerloom',
    version: documentVersion,
    nodes: Object.fromEntries(Object.entries(nodes).map(([id, short]) => [id, nodeOf(short)])),
    edges: {},
    layout: {},
    training: Plan.parse({}),
  }
  for (const wire of wires) {
    const ends = wire.split(' -> ')
    for (const [i, source] of ends.slice(0, -1).entries()) {
      const [target, input] = ends[i + 1]!.split('#') as [string, string?]
      const taken = Object.values(document.edges).filter((edge) => edge.target === target).length
      const edge = { source: source.split('#')[0]!, target, targetInput: input === undefined ? taken : Number(input) }
      document.edges[edgeId(edge)] = edge
    }
  }
  return document
}

function nodeOf(short: Short): GraphNode {
  if ('block' in short) return { type: 'block', title: short.block, ...(short.parent && { parent: short.parent }) }
  const [kind, params = {}, parent] = short
  return { type: 'layer', kind, params: params as never, ...(parent !== undefined && { parent }) }
}
