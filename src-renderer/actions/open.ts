import { open } from '../files/opening.ts'
import { defineAction } from './define.ts'

export const openDocument = defineAction({
  id: 'open',
  label: { en: 'Open…', zh: '打开…' },
  keys: ['mod+o'],
  enabled: () => true,
  run: open,
})
