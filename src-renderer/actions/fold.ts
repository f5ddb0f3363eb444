import { nanoid } from 'nanoid'
import { FoldVertical } from 'lucide-react'
import { useEditor } from '../store/editor.ts'
import { defineAction } from './define.ts'
import { edit } from './edit.ts'
import { noBlockSelected, selectedBlocks, unlessEmpty } from './selected.ts'

const isFolded = (id: string) => {
  const node = useEditor.getState().history.document.nodes[id]
  return node?.type === 'block' && (node.folded ?? false)
}

/** Folds the selected blocks; where all are folded, unfolds them in place. */
export const toggleFold = defineAction({
  id: 'fold',
  label: { en: 'Fold or unfold block', zh: '折叠或展开块' },
  icon: FoldVertical,
  keys: ['h'],
  enabled: () => unlessEmpty(selectedBlocks(), noBlockSelected),
  run() {
    const ids = selectedBlocks()
    const folded = !ids.every(isFolded)
    const mergeKey = `fold.${nanoid()}`
    for (const id of ids) edit('setFolded', { id, folded }, { mergeKey })
  },
})
