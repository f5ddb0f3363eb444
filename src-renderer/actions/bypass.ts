import { CircleSlash2 } from 'lucide-react'
import { isBypassed } from '../../src-core/graph/bypass.ts'
import { defineAction } from './define.ts'
import { edit } from './edit.ts'
import { noLayerSelected, selectedLayers, selectedNodes, unlessEmpty } from './selected.ts'

/** Leaves the selected layers out of the network for now; where all are left out, takes them in again. */
export const bypass = defineAction({
  id: 'bypass',
  label: { en: 'Bypass or use again', zh: '旁路或恢复' },
  icon: CircleSlash2,
  keys: ['b'],
  enabled: () => unlessEmpty(selectedNodes(), noLayerSelected),
  run: () => void edit('setBypassed', { ids: selectedNodes(), bypassed: !selectedLayers().every(isBypassed) }),
})
