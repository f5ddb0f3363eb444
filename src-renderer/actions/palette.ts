import { Search } from 'lucide-react'
import { openOverlay } from '../store/view.ts'
import { defineAction } from './define.ts'

export const openPalette = defineAction({
  id: 'palette',
  label: { en: 'Search everything', zh: '搜索一切' },
  icon: Search,
  keys: ['mod+k', 'mod+shift+p'],
  anywhere: true,
  enabled: () => true,
  run: () => openOverlay('palette'),
})
