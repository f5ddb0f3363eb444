import { Group } from 'lucide-react'
import { defineAction } from './define.ts'
import { edit } from './edit.ts'
import { noLayerSelected, selectedNodes, unlessEmpty } from './selected.ts'

export const group = defineAction({
  id: 'group',
  label: { en: 'Group into a block', zh: '编组为块' },
  icon: Group,
  keys: ['mod+g'],
  enabled: () => unlessEmpty(selectedNodes(), noLayerSelected),
  run: () => void edit('groupNodes', { ids: selectedNodes() }),
})
