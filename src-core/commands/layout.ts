import { original } from 'immer'
import { z } from 'zod'
import { NodeId, Position } from '../document/schema.ts'
import type { LoomDocument } from '../document/schema.ts'
import { defineCommand } from './define.ts'
import { withContents } from './delete.ts'
import { nodesText } from './names.ts'
import { noSuchNode } from './refusals.ts'

/** Puts nodes where a person dragged them. */
export const moveNodes = defineCommand({
  id: 'moveNodes',
  label: ({ positions }) => {
    const ids = Object.keys(positions)
    return ids.length === 1
      ? { en: `Move ${ids[0]}`, zh: `移动 ${ids[0]}` }
      : { en: `Move ${ids.length} layers`, zh: `移动 ${ids.length} 个层` }
  },
  input: z.strictObject({ positions: z.record(NodeId, Position) }),
  apply(draft, { positions }) {
    const missing = Object.keys(positions).find((id) => !Object.hasOwn(draft.nodes, id))
    if (missing !== undefined) return noSuchNode(missing)
    for (const [id, { x, y }] of Object.entries(positions)) {
      const before = Object.hasOwn(draft.layout, id) ? draft.layout[id] : undefined
      if (before?.x !== x || before.y !== y) draft.layout[id] = { x, y }
    }
  },
})

/** Forgets where nodes, with what is in them, or all were put, so that they are laid out. */
export const resetLayout = defineCommand({
  id: 'resetLayout',
  label({ ids }) {
    if (!ids) return { en: 'Arrange everything', zh: '整理全部布局' }
    const { en, zh } = nodesText(ids)
    return { en: `Arrange ${en}`, zh: `整理 ${zh}` }
  },
  input: z.strictObject({ ids: z.array(NodeId).min(1).optional() }),
  apply(draft, { ids }) {
    const { nodes, layout } = original(draft) as LoomDocument
    const missing = ids?.find((id) => !Object.hasOwn(nodes, id))
    if (missing !== undefined) return noSuchNode(missing)
    const laidOut = ids && withContents(nodes, ids)
    for (const id of Object.keys(layout)) if (!laidOut || laidOut.has(id)) delete draft.layout[id]
  },
})
