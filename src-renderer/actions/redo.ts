import { Redo2 } from 'lucide-react'
import { useEditor } from '../store/editor.ts'
import { defineAction } from './define.ts'

export const redo = defineAction({
  id: 'redo',
  label: { en: 'Redo', zh: '重做' },
  icon: Redo2,
  keys: ['mod+shift+z', 'mod+y'],
  enabled: () =>
    useEditor.getState().history.future.length > 0
      ? true
      : { en: 'There is nothing to redo.', zh: '没有可重做的操作。' },
  hint: () => useEditor.getState().history.future.at(-1)?.label,
  run: () => useEditor.getState().redo(),
})
