import { Undo2 } from 'lucide-react'
import { useEditor } from '../store/editor.ts'
import { defineAction } from './define.ts'

export const undo = defineAction({
  id: 'undo',
  label: { en: 'Undo', zh: '撤销' },
  icon: Undo2,
  keys: ['mod+z'],
  enabled: () =>
    useEditor.getState().history.past.length > 0 ? true : { en: 'There is nothing to undo.', zh: '没有可撤销的操作。' },
  hint: () => useEditor.getState().history.past.at(-1)?.label,
  run: () => useEditor.getState().undo(),
})
