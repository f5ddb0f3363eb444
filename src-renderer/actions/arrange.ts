import { LayoutDashboard } from 'lucide-react'
import { blocksAround } from '../../src-core/graph/blocks.ts'
import type { Text } from '../../src-core/text.ts'
import { useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'
import { canvasThere } from './canvas-there.ts'
import { defineAction } from './define.ts'
import { edit } from './edit.ts'
import { selectedNodes } from './selected.ts'

/** What is laid out anew: the selection or, with nothing selected, all in the block that is entered; undefined is all there is. */
function arranged(): string[] | undefined {
  const selected = selectedNodes()
  if (selected.length > 0) return selected
  const { scope } = useView.getState()
  if (scope === '') return undefined
  const { nodes } = useEditor.getState().history.document
  return Object.keys(nodes).filter((id) => nodes[id]!.parent === scope)
}

/** Lets the layout place what was placed by hand. */
export const arrange = defineAction({
  id: 'arrange',
  label: { en: 'Arrange', zh: '整理布局' },
  icon: LayoutDashboard,
  keys: ['l'],
  enabled() {
    const { nodes, layout } = useEditor.getState().history.document
    // Asked after every change of the window: no more is gone through than what was placed.
    const placed = Object.keys(layout)
    if (placed.length === 0) return nothingPlaced
    const selected = selectedNodes()
    const isSelection = selected.length > 0
    const within = new Set(isSelection ? selected : [useView.getState().scope])
    const isArranged = (id: string) =>
      (isSelection && within.has(id)) || blocksAround(nodes, id).some((block) => within.has(block))
    return placed.some(isArranged) ? canvasThere() : placedElsewhere
  },
  hint: () =>
    selectedNodes().length > 0
      ? { en: 'What is selected, with what is in it', zh: '整理所选内容及其内部' }
      : useView.getState().scope === ''
        ? { en: 'The whole network', zh: '整理整个网络' }
        : { en: 'All in this block', zh: '整理此块中的全部内容' },
  run() {
    const isSelection = selectedNodes().length > 0
    const ids = arranged()
    edit('resetLayout', ids ? { ids } : {})
    const { canvas } = useView.getState()
    if (isSelection) canvas?.show(ids!)
    else canvas?.fit()
  },
})

const nothingPlaced: Text = {
  en: 'All stands where the layout puts it: nothing was placed by hand.',
  zh: '所有内容都在自动布局的位置上，没有手动摆放过。',
}
const placedElsewhere: Text = { en: 'None of this was placed by hand.', zh: '这些内容都没有手动摆放过。' }
