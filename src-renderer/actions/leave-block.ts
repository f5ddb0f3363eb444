import { CornerLeftUp } from 'lucide-react'
import { leaveBlock, useView } from '../store/view.ts'
import { defineAction } from './define.ts'

export const leaveEnteredBlock = defineAction({
  id: 'leave-block',
  label: { en: 'Leave block', zh: '离开块' },
  icon: CornerLeftUp,
  keys: ['escape'],
  enabled: () =>
    useView.getState().scope !== ''
      ? true
      : { en: 'This is the whole network: no block is entered.', zh: '当前是整个网络，未进入任何块。' },
  run: leaveBlock,
})
