import { LayoutDashboard } from 'lucide-react'
import { useView } from '../store/view.ts'
import { defineAction } from './define.ts'
import { canvasThere } from './canvas-there.ts'

export const arrange = defineAction({
  id: 'arrange',
  label: { en: 'Arrange', zh: '整理布局' },
  icon: LayoutDashboard,
  keys: ['l'],
  enabled: canvasThere,
  run: () => useView.getState().canvas?.arrange(),
})
