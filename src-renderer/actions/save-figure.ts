import { Image } from 'lucide-react'
import { useEditor } from '../store/editor.ts'
import { openOverlay } from '../store/view.ts'
import { defineAction } from './define.ts'

export const saveFigure = defineAction({
  id: 'save-figure',
  label: { en: 'Save as figure…', zh: '保存为结构图…' },
  icon: Image,
  enabled: () =>
    Object.keys(useEditor.getState().history.document.nodes).length > 0
      ? true
      : { en: 'The network has no layers yet.', zh: '网络中还没有层。' },
  run: () => openOverlay('figure'),
})
