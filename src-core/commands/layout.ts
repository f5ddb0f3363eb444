import { z } from 'zod'
import { NodeId, Position } from '../document/schema.ts'
import { defineCommand } from './define.ts'
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

/** Forgets where nodes were put, so that all are laid out. */
export const resetLayout = defineCommand({
  id: 'resetLayout',
  label: () => ({ en: 'Arrange everything', zh: '重新排列' }),
  input: z.strictObject({}),
  apply(draft) {
    if (Object.keys(draft.layout).length > 0) draft.layout = {}
  },
})
