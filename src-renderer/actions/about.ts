import { Info } from 'lucide-react'
import { openOverlay } from '../store/view.ts'
import { defineAction } from './define.ts'

export const about = defineAction({
  id: 'about',
  label: { en: 'About Layerloom', zh: '关于 Layerloom' },
  icon: Info,
  enabled: () => true,
  run: () => openOverlay('about'),
})
