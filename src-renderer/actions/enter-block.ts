import { CornerRightDown } from 'lucide-react'
import { enterBlock } from '../store/view.ts'
import { defineAction } from './define.ts'
import { noBlockSelected, selectedBlocks, unlessEmpty } from './selected.ts'

/** Shows the inside of the selected block alone. */
export const enterSelectedBlock = defineAction({
  id: 'enter-block',
  label: { en: 'Enter block', zh: '进入块' },
  icon: CornerRightDown,
  keys: ['enter'],
  enabled: () => unlessEmpty(selectedBlocks(), noBlockSelected),
  run: () => enterBlock(selectedBlocks()[0]!),
})
