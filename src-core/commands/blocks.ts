import { original } from 'immer'
import { z } from 'zod'
import { NodeId } from '../document/schema.ts'
import type { LoomDocument } from '../document/schema.ts'
import { defineCommand } from './define.ts'
import { withContents, withoutInner } from './delete.ts'
import { blockId } from './names.ts'
import { noSuchBlock, noSuchNode } from './refusals.ts'

/** Puts nodes that stand side by side into a new block. */
export const groupNodes = defineCommand({
  id: 'groupNodes',
  label: ({ ids }) => ({ en: `Group ${ids.length} layers`, zh: `将 ${ids.length} 个层编组` }),
  input: z.strictObject({ ids: z.array(NodeId).min(1), title: z.string().max(200).optional() }),
  apply(draft, { ids, title }) {
    const document = original(draft) as LoomDocument
    const missing = ids.find((id) => !Object.hasOwn(document.nodes, id))
    if (missing !== undefined) return noSuchNode(missing)
    // What is selected together with its own block goes along inside that block.
    const members = withoutInner(document.nodes, ids)
    const parent = document.nodes[members[0]!]!.parent
    if (members.some((id) => document.nodes[id]!.parent !== parent)) {
      return {
        en: 'Layers of different blocks cannot be grouped: a block lies wholly inside another or outside.',
        zh: '不同块中的层不能编为一组：一个块要么完全在另一个块之内，要么在其外。',
      }
    }
    const id = blockId(document.nodes, parent)
    draft.nodes[id] = {
      type: 'block',
      ...(title !== undefined && { title }),
      ...(parent !== undefined && { parent }),
    }
    for (const member of members) draft.nodes[member]!.parent = id
    const placed = members.filter((member) => Object.hasOwn(document.layout, member))
    if (placed.length === 0) return
    const corner = {
      x: Math.min(...placed.map((member) => document.layout[member]!.x)),
      y: Math.min(...placed.map((member) => document.layout[member]!.y)),
    }
    draft.layout[id] = corner
    for (const member of placed) {
      const { x, y } = document.layout[member]!
      draft.layout[member] = { x: x - corner.x, y: y - corner.y }
    }
  },
})

/** Takes blocks away and leaves what is in them where it was. */
export const ungroupBlocks = defineCommand({
  id: 'ungroupBlocks',
  label: ({ ids }) =>
    ids.length === 1
      ? { en: `Ungroup ${ids[0]}`, zh: `解散 ${ids[0]}` }
      : { en: `Ungroup ${ids.length} blocks`, zh: `解散 ${ids.length} 个块` },
  input: z.strictObject({ ids: z.array(NodeId) }),
  apply(draft, { ids }) {
    const document = original(draft) as LoomDocument
    const wrong = ids.find((id) => !Object.hasOwn(document.nodes, id) || document.nodes[id]!.type !== 'block')
    if (wrong !== undefined) return noSuchBlock(wrong)
    for (const id of new Set(ids)) {
      const { parent } = draft.nodes[id]!
      const corner = Object.hasOwn(draft.layout, id) ? draft.layout[id] : undefined
      for (const [child, node] of Object.entries(draft.nodes)) {
        if (node.parent !== id) continue
        if (parent === undefined) delete node.parent
        else node.parent = parent
        if (!Object.hasOwn(draft.layout, child)) continue
        const { x, y } = draft.layout[child]!
        // Without a place for the block, places inside it mean nothing outside.
        if (corner) draft.layout[child] = { x: x + corner.x, y: y + corner.y }
        else delete draft.layout[child]
      }
      delete draft.nodes[id]
      delete draft.layout[id]
    }
  },
})

/** Folds a block on the canvas or unfolds it. */
export const setFolded = defineCommand({
  id: 'setFolded',
  label: ({ id, folded }) =>
    folded ? { en: `Fold ${id}`, zh: `折叠 ${id}` } : { en: `Unfold ${id}`, zh: `展开 ${id}` },
  input: z.strictObject({ id: NodeId, folded: z.boolean() }),
  apply(draft, { id, folded }) {
    const block = Object.hasOwn(draft.nodes, id) ? draft.nodes[id] : undefined
    if (block?.type !== 'block') return noSuchBlock(id)
    if ((block.folded ?? false) !== folded) block.folded = folded
  },
})

/** Folds or unfolds all blocks, at every depth. */
export const setAllFolded = defineCommand({
  id: 'setAllFolded',
  label: ({ folded }) =>
    folded ? { en: 'Fold all blocks', zh: '折叠所有块' } : { en: 'Unfold all blocks', zh: '展开所有块' },
  input: z.strictObject({
    folded: z.boolean(),
    /** The block that they are in; without one, those of the whole network. */
    within: NodeId.optional(),
  }),
  apply(draft, { folded, within }) {
    const { nodes } = original(draft) as LoomDocument
    if (within !== undefined && nodes[within]?.type !== 'block') return noSuchBlock(within)
    const ids = within === undefined ? Object.keys(nodes) : withContents(nodes, [within])
    for (const id of ids) {
      const node = draft.nodes[id]!
      if (id !== within && node.type === 'block' && (node.folded ?? false) !== folded) node.folded = folded
    }
  },
})
