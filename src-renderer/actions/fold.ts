import { nanoid } from 'nanoid'
import { FoldVertical, UnfoldVertical } from 'lucide-react'
import { blocksAround } from '../../src-core/graph/blocks.ts'
import type { Text } from '../../src-core/text.ts'
import { useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'
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

/** Folds or unfolds all that is in the block that is entered, or in the network. */
const allAs = (folded: boolean) => ({
  enabled: () =>
    unlessEmpty(
      blocksInside().filter((id) => isFolded(id) !== folded),
      noneLeft(folded),
    ),
  run() {
    const { scope } = useView.getState()
    edit('setAllFolded', { folded, ...(scope !== '' && { within: scope }) })
  },
})

function blocksInside(): string[] {
  const { analysis, history } = useEditor.getState()
  const { scope } = useView.getState()
  const blocks = [...analysis.blocks.keys()].filter((id) => id !== '')
  return scope === '' ? blocks : blocks.filter((id) => blocksAround(history.document.nodes, id).includes(scope))
}

const noneLeft = (folded: boolean): Text =>
  folded ? { en: 'No block is unfolded.', zh: '没有展开的块。' } : { en: 'No block is folded.', zh: '没有折叠的块。' }

export const foldAll = defineAction({
  id: 'fold-all',
  label: { en: 'Fold all blocks', zh: '折叠所有块' },
  icon: FoldVertical,
  keys: ['shift+h'],
  ...allAs(true),
})

export const unfoldAll = defineAction({
  id: 'unfold-all',
  label: { en: 'Unfold all blocks', zh: '展开所有块' },
  icon: UnfoldVertical,
  keys: ['u'],
  ...allAs(false),
})
