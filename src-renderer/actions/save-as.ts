import { SaveAll } from 'lucide-react'
import { saveAs } from '../files/saving.ts'
import { connected } from './connected.ts'
import { defineAction } from './define.ts'

export const saveDocumentAs = defineAction({
  id: 'save-as',
  label: { en: 'Save as…', zh: '另存为…' },
  icon: SaveAll,
  keys: ['mod+shift+s'],
  anywhere: true,
  enabled: connected,
  run: async () => void (await saveAs()),
})
