import { underOtherIds } from '../src-core/document/apart.ts'
import { mergeEdits } from '../src-core/document/merge.ts'
import type { LostEdit, Merged } from '../src-core/document/merge.ts'
import { edgeId } from '../src-core/document/schema.ts'
import type { Edge, LoomDocument } from '../src-core/document/schema.ts'
import { blocksAround } from '../src-core/graph/blocks.ts'
import { fail, ok } from '../src-core/result.ts'
import type { Result } from '../src-core/result.ts'
import { after, before, buildBlock } from './loose-block.ts'
import { newDocument } from './open.ts'

type Graph = Pick<LoomDocument, 'nodes' | 'edges'>

/** A network built anew, with the edits by hand that it kept on it and those that it could not keep. */
export interface Rebuilt extends Graph {
  template: LoomDocument['template']
  lost: LostEdit[]
}

/** Builds a document's template with other options and puts the edits by hand on it. */
export function rebuildNetwork(document: LoomDocument, options: Record<string, unknown>): Result<Rebuilt> {
  const { template } = document
  if (!template) return noTemplate
  const next = newDocument(template.id, options)
  if (!next.ok) return next
  const base = newDocument(template.id, template.options)
  const { nodes, edges, lost } = base.ok ? mergeEdits(base.value, document, next.value) : unmerged(next.value)
  return ok({ template: next.value.template, nodes, edges, lost })
}

const noTemplate = fail('no-template', {
  en: 'This network was not made from a template.',
  zh: '该网络不是由模板生成的。',
})

/** What was made with options that build nothing now cannot be told from what was made by hand. */
const unmerged = ({ nodes, edges }: Graph): Merged => ({
  nodes,
  edges,
  lost: [
    {
      message: {
        en: 'The options before build nothing, so what was changed by hand could not be told apart: all was made anew.',
        zh: '原来的选项无法生成网络，因而无法分辨哪些是手动修改：已全部重新生成。',
      },
    },
  ],
})

/** Makes one block of a document anew with other options and puts the edits by hand inside it on it. */
export function rebuildBlock(given: LoomDocument, id: string, options: Record<string, unknown>): Result<Rebuilt> {
  const node = given.nodes[id]
  if (node?.type !== 'block' || !node.made) return notMade(id)
  const { made } = node
  const base = buildBlock(made.block, id, made.options)
  const next = buildBlock(made.block, id, options)
  if (!next.ok) return next
  const within = ({ nodes }: Graph) =>
    new Set(Object.keys(nodes).filter((other) => blocksAround(nodes, other).includes(id)))
  const here = within(given)
  // A layer that was moved out of the block keeps its name, until the block is given a new layer of that name.
  const moved = Object.keys(given.nodes).filter((other) => !here.has(other) && isNew(base, next.value, other))
  const document = underOtherIds(given, moved, (other) => Object.hasOwn(next.value.nodes, other))
  const inside = within(document)
  const merged = base.ok ? mergeEdits(base.value, cut(document, inside, base.value), next.value) : unmerged(next.value)
  return ok({
    ...paste(document, inside, id, merged, next.value.options),
    template: document.template,
    lost: merged.lost,
  })
}

/** Whether a block has a layer with its new options that it did not have with the old ones. */
const isNew = (base: Result<Graph>, next: Graph, id: string): boolean =>
  Object.hasOwn(next.nodes, id) && !(base.ok && Object.hasOwn(base.value.nodes, id))

/** What is inside a block, with its wires to the outside ending at the two names; ends as built where they are many. */
function cut(document: LoomDocument, inside: ReadonlySet<string>, built: Graph): Graph {
  const nodes: LoomDocument['nodes'] = { [before]: built.nodes[before]!, [after]: built.nodes[after]! }
  for (const id of inside) {
    const node = document.nodes[id]!
    nodes[id] = inside.has(node.parent ?? '') ? node : { ...node, parent: undefined }
  }
  const edges: LoomDocument['edges'] = {}
  for (const edge of Object.values(document.edges)) {
    const [comes, goes] = [inside.has(edge.source), inside.has(edge.target)]
    if (!comes && !goes) continue
    const kept: Edge = {
      source: comes ? edge.source : before,
      target: goes ? edge.target : after,
      targetInput: goes ? edge.targetInput : 0,
    }
    edges[edgeId(kept)] = kept
  }
  return { nodes, edges }
}

/** Puts the contents of a block back in its place, and the wires from and to the outside at its new ends. */
function paste(
  document: LoomDocument,
  inside: ReadonlySet<string>,
  id: string,
  { nodes: made, edges: inner }: Graph,
  options: Record<string, never>,
): Graph {
  const nodes: LoomDocument['nodes'] = {}
  for (const [other, node] of Object.entries(document.nodes)) if (!inside.has(other)) nodes[other] = node
  const block = document.nodes[id]!
  if (block.type === 'block') nodes[id] = { ...block, made: { ...block.made!, options } }
  for (const [other, node] of Object.entries(made)) {
    if (other !== before && other !== after) nodes[other] = { ...node, parent: node.parent ?? id }
  }
  const edges: LoomDocument['edges'] = {}
  const add = (edge: Edge) => (edges[edgeId(edge)] = edge)
  const wires = Object.values(document.edges)
  const sources = new Set(
    wires.filter(({ source, target }) => !inside.has(source) && inside.has(target)).map(({ source }) => source),
  )
  const leaving = wires.filter(({ source, target }) => inside.has(source) && !inside.has(target))
  for (const edge of wires) if (!inside.has(edge.source) && !inside.has(edge.target)) add(edge)
  for (const edge of Object.values(inner)) {
    if (edge.source === before && edge.target === after) continue
    if (edge.source === before) {
      // A wire that was there keeps its own source; a new one takes the block's, where it has but one.
      const old = wires.find(
        (wire) => wire.target === edge.target && wire.targetInput === edge.targetInput && !inside.has(wire.source),
      )
      const source = old?.source ?? [...sources][0]
      if (source !== undefined) add({ ...edge, source })
    } else if (edge.target !== after) add(edge)
  }
  const exits = Object.values(inner).filter(({ target }) => target === after)
  for (const wire of leaving) {
    const exit = exits.find(({ source }) => source === wire.source) ?? exits[0]
    const source = exit?.source === before ? [...sources][0] : exit?.source
    if (source !== undefined) add({ ...wire, source })
  }
  return { nodes, edges }
}

const notMade = (id: string) =>
  fail('not-made', { en: `“${id}” is not a block with options.`, zh: `“${id}”不是带有选项的块。` })
