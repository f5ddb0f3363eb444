import { useEditor } from '../store/editor.ts'
import { defineAction } from './define.ts'
import { deleteSelected } from './delete.ts'
import { nothingSelected, unlessEmpty } from './selected.ts'

/** Deletes what is selected and its wires; nothing is joined. */
export const deleteApart = defineAction({
  id: 'delete-apart',
  label: { en: 'Delete and leave the gap', zh: '删除且不接合' },
  keys: ['mod+delete', 'mod+backspace'],
  enabled: () => unlessEmpty(useEditor.getState().selection, nothingSelected),
  run: () => deleteSelected({ heal: false }),
})
