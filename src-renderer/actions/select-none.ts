import { useEditor } from '../store/editor.ts'
import { defineAction } from './define.ts'
import { nothingSelected, unlessEmpty } from './selected.ts'

export const selectNone = defineAction({
  id: 'select-none',
  label: { en: 'Select nothing', zh: '取消选择' },
  keys: ['escape'],
  enabled: () => unlessEmpty(useEditor.getState().selection, nothingSelected),
  run: () => useEditor.getState().select([]),
})
