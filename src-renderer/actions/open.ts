import { FolderOpen } from 'lucide-react'
import { open } from '../files/opening.ts'
import { connected } from './connected.ts'
import { defineAction } from './define.ts'

export const openDocument = defineAction({
  id: 'open',
  label: { en: 'Open…', zh: '打开…' },
  icon: FolderOpen,
  keys: ['mod+o'],
  anywhere: true,
  enabled: connected,
  run: open,
})
