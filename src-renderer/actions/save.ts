import { Save } from 'lucide-react'
import { save } from '../files/saving.ts'
import { connected } from './connected.ts'
import { defineAction } from './define.ts'

export const saveDocument = defineAction({
  id: 'save',
  label: { en: 'Save', zh: '保存' },
  icon: Save,
  keys: ['mod+s'],
  anywhere: true,
  enabled: connected,
  run: async () => void (await save()),
})
