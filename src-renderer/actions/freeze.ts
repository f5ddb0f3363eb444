import { Snowflake } from 'lucide-react'
import { withContents } from '../../src-core/commands/delete.ts'
import { useEditor } from '../store/editor.ts'
import { defineAction } from './define.ts'
import { edit } from './edit.ts'
import { noLayerSelected, selectedNodes, unlessEmpty } from './selected.ts'

/** Has training leave the weights of the selected layers as they are; where all are frozen, train them again. */
export const freeze = defineAction({
  id: 'freeze',
  label: { en: 'Freeze or train again', zh: '冻结或解冻' },
  icon: Snowflake,
  enabled: () => unlessEmpty(selectedNodes(), noLayerSelected),
  run() {
    const { nodes } = useEditor.getState().history.document
    const ids = selectedNodes()
    const layers = [...withContents(nodes, ids)].map((id) => nodes[id]!).filter((node) => node.type === 'layer')
    edit('setFrozen', { ids, frozen: !layers.every(({ frozen }) => frozen) })
  },
})
