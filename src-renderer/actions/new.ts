import { FilePlus2 } from 'lucide-react'
import { startNew } from '../files/opening.ts'
import { defineAction } from './define.ts'

export const newNetwork = defineAction({
  id: 'new',
  label: { en: 'New', zh: '新建' },
  icon: FilePlus2,
  // A browser keeps Ctrl+N for itself.
  keys: ['mod+n', 'mod+alt+n'],
  anywhere: true,
  enabled: () => true,
  run: startNew,
})
