import { saveAs } from '../files/saving.ts'
import { defineAction } from './define.ts'

export const saveDocumentAs = defineAction({
  id: 'save-as',
  label: { en: 'Save as…', zh: '另存为…' },
  keys: ['mod+shift+s'],
  enabled: () => true,
  run: async () => void (await saveAs()),
})
