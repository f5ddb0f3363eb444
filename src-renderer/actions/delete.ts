import { Trash2 } from 'lucide-react'
import { nanoid } from 'nanoid'
import { useEditor } from '../store/editor.ts'
import { defineAction } from './define.ts'
import { edit } from './edit.ts'
import { nothingSelected, selectedNodes, selectedWires, unlessEmpty } from './selected.ts'

/** Deletes what is selected; what came into a layer goes on to what followed it. */
export const deleteSelection = defineAction({
  id: 'delete',
  label: { en: 'Delete and close the gap', zh: '删除并接合两端' },
  icon: Trash2,
  keys: ['delete', 'backspace'],
  enabled: () => unlessEmpty(useEditor.getState().selection, nothingSelected),
  run: () => deleteSelected({ heal: true }),
})

/** Layers and wires go as one step of the history. */
export function deleteSelected({ heal }: { heal: boolean }): void {
  const ids = selectedNodes()
  const wires = selectedWires()
  const mergeKey = `delete.${nanoid()}`
  if (wires.length > 0 && !edit('disconnect', { edges: wires }, { mergeKey })) return
  if (ids.length > 0) edit('deleteNodes', { ids, heal }, { mergeKey })
}
