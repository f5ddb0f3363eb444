import { Snowflake } from 'lucide-react'
import { defineAction } from './define.ts'
import { edit } from './edit.ts'
import { noLayerSelected, selectedLayers, selectedNodes, unlessEmpty } from './selected.ts'

/** Has training leave the weights of the selected layers as they are; where all are frozen, train them again. */
export const freeze = defineAction({
  id: 'freeze',
  label: { en: 'Freeze or train again', zh: '冻结或解冻' },
  icon: Snowflake,
  enabled: () => unlessEmpty(selectedNodes(), noLayerSelected),
  run: () => void edit('setFrozen', { ids: selectedNodes(), frozen: !selectedLayers().every(({ frozen }) => frozen) }),
})
