import { FilePlus2 } from 'lucide-react'
import { openOverlay } from '../store/view.ts'
import { defineAction } from './define.ts'

/** Shows all networks that one can begin with. */
export const newNetwork = defineAction({
  id: 'new',
  label: { en: 'New…', zh: '新建…' },
  icon: FilePlus2,
  // A browser keeps Ctrl+N for itself.
  keys: ['mod+n', 'mod+alt+n'],
  anywhere: true,
  enabled: () => true,
  run: () => openOverlay('gallery'),
})
