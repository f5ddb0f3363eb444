import { Unplug } from 'lucide-react'
import { defineAction } from './define.ts'
import { edit } from './edit.ts'
import { noLayerSelected, selectedNodes, unlessEmpty } from './selected.ts'

/** Takes what is selected out of its chain and closes the gap; it lies beside, for another place. */
export const pullOut = defineAction({
  id: 'pull-out',
  label: { en: 'Pull out of the chain', zh: '从链中抽出' },
  icon: Unplug,
  keys: ['p'],
  enabled: () => unlessEmpty(selectedNodes(), noLayerSelected),
  run: () => void edit('restructure', { ids: selectedNodes(), pullOut: true }),
})
