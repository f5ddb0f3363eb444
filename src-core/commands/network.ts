import { original } from 'immer'
import type { Draft } from 'immer'
import { z } from 'zod'
import { LoomDocument, NodeId } from '../document/schema.ts'
import { integrityProblem } from '../document/integrity.ts'
import { sameJson } from '../document/same-json.ts'
import type { Text } from '../text.ts'
import { defineCommand } from './define.ts'
import { noSuchBlock } from './refusals.ts'

const { nodes, edges } = LoomDocument.shape

/** Puts what a template makes of other options in the place of the network. */
export const rebuildNetwork = defineCommand({
  id: 'rebuildNetwork',
  label: ({ template }) => ({ en: `Change options of ${template.id}`, zh: `更改 ${template.id} 的选项` }),
  input: z.strictObject({ template: LoomDocument.shape.template.unwrap(), nodes, edges }),
  apply(draft, { template, ...graph }) {
    const problem = rebuild(draft, graph)
    if (problem) return problem
    if (!sameJson(draft.template, template)) draft.template = template
  },
})

/** Puts the network in which one block is made with other options in the place of the one that is. */
export const rebuildBlock = defineCommand({
  id: 'rebuildBlock',
  label: ({ block }) => ({ en: `Change options of ${block}`, zh: `更改 ${block} 的选项` }),
  input: z.strictObject({ block: NodeId, nodes, edges }),
  apply(draft, { block, ...graph }) {
    const isBlock = (nodes: LoomDocument['nodes']) => Object.hasOwn(nodes, block) && nodes[block]!.type === 'block'
    if (!isBlock(draft.nodes) || !isBlock(graph.nodes)) return noSuchBlock(block)
    return rebuild(draft, graph)
  },
})

/**
 * Makes a network of a document node by node, so that what stays keeps its place, and its analysis with it, and a
 * step of the history holds only what changed.
 */
function rebuild(draft: Draft<LoomDocument>, graph: Pick<LoomDocument, 'nodes' | 'edges'>): Text | undefined {
  const problem = integrityProblem(graph)
  if (problem) return problem
  const document = original(draft) as LoomDocument
  change(draft.nodes, document.nodes, graph.nodes)
  change(draft.edges, document.edges, graph.edges)
  for (const id of Object.keys(document.layout)) if (!Object.hasOwn(graph.nodes, id)) delete draft.layout[id]
  return undefined
}

function change<T>(draft: Record<string, T>, before: Record<string, unknown>, after: Record<string, T>): void {
  for (const id of Object.keys(before)) if (!Object.hasOwn(after, id)) delete draft[id]
  for (const [id, value] of Object.entries(after)) {
    if (!Object.hasOwn(before, id) || !sameJson(before[id], value)) draft[id] = value
  }
}
