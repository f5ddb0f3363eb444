import { TextCursorInput } from 'lucide-react'
import { openOverlay } from '../store/view.ts'
import { defineAction } from './define.ts'
import { selectedNodes } from './selected.ts'

export const rename = defineAction({
  id: 'rename',
  label: { en: 'Rename…', zh: '重命名…' },
  icon: TextCursorInput,
  keys: ['f2'],
  enabled: () => (selectedNodes().length === 1 ? true : { en: 'Select one layer or block.', zh: '请选择一个层或块。' }),
  run: () => openOverlay('rename'),
})
