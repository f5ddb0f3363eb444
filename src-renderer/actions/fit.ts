import { Maximize } from 'lucide-react'
import { useView } from '../store/view.ts'
import { defineAction } from './define.ts'
import { canvasThere } from './canvas-there.ts'

export const fit = defineAction({
  id: 'fit',
  label: { en: 'Fit to window', zh: '适应窗口' },
  icon: Maximize,
  // As in Figma and in Blender.
  keys: ['shift+1', 'home'],
  enabled: canvasThere,
  run: () => useView.getState().canvas?.fit(),
})
