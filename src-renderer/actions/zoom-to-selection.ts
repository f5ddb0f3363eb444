import { Focus } from 'lucide-react'
import { useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'
import { defineAction } from './define.ts'
import { nothingSelected, unlessEmpty } from './selected.ts'

export const zoomToSelection = defineAction({
  id: 'zoom-to-selection',
  label: { en: 'Zoom to selection', zh: '缩放到所选内容' },
  icon: Focus,
  // As in Figma and in ComfyUI.
  keys: ['shift+2', '.'],
  enabled: () => unlessEmpty(useEditor.getState().selection, nothingSelected),
  run: () => useView.getState().canvas?.zoomTo(useEditor.getState().selection),
})
