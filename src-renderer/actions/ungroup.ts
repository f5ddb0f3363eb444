import { Ungroup } from 'lucide-react'
import { defineAction } from './define.ts'
import { edit } from './edit.ts'
import { noBlockSelected, selectedBlocks, unlessEmpty } from './selected.ts'

export const ungroup = defineAction({
  id: 'ungroup',
  label: { en: 'Ungroup', zh: '解散块' },
  icon: Ungroup,
  keys: ['mod+shift+g'],
  enabled: () => unlessEmpty(selectedBlocks(), noBlockSelected),
  run: () => void edit('ungroupBlocks', { ids: selectedBlocks() }),
})
