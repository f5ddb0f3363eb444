import { Keyboard } from 'lucide-react'
import { openOverlay } from '../store/view.ts'
import { defineAction } from './define.ts'

export const showKeys = defineAction({
  id: 'keys',
  label: { en: 'Keys', zh: '快捷键' },
  icon: Keyboard,
  keys: ['?'],
  enabled: () => true,
  run: () => openOverlay('keys'),
})
