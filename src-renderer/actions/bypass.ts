import { CircleSlash2 } from 'lucide-react'
import { withContents } from '../../src-core/commands/delete.ts'
import { isBypassed } from '../../src-core/graph/bypass.ts'
import { useEditor } from '../store/editor.ts'
import { defineAction } from './define.ts'
import { edit } from './edit.ts'
import { noLayerSelected, selectedNodes, unlessEmpty } from './selected.ts'

/** Leaves the selected layers out of the network for now; where all are left out, takes them in again. */
export const bypass = defineAction({
  id: 'bypass',
  label: { en: 'Bypass or use again', zh: '旁路或恢复' },
  icon: CircleSlash2,
  keys: ['b'],
  enabled: () => unlessEmpty(selectedNodes(), noLayerSelected),
  run() {
    const { nodes } = useEditor.getState().history.document
    const ids = selectedNodes()
    const layers = [...withContents(nodes, ids)].filter((id) => nodes[id]!.type === 'layer')
    edit('setBypassed', { ids, bypassed: !layers.every((id) => isBypassed(nodes[id])) })
  },
})
