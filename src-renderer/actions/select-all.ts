import { useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'
import { defineAction } from './define.ts'
import { unlessEmpty } from './selected.ts'

/** Everything that stands in the block that is entered; what is inside of its blocks goes with them. */
const all = () => {
  const { scope } = useView.getState()
  const { nodes } = useEditor.getState().history.document
  return Object.keys(nodes).filter((id) => (nodes[id]!.parent ?? '') === scope)
}

export const selectAll = defineAction({
  id: 'select-all',
  label: { en: 'Select all', zh: '全选' },
  keys: ['mod+a'],
  enabled: () => unlessEmpty(all(), { en: 'There is nothing to select.', zh: '没有可选择的内容。' }),
  run: () => useEditor.getState().select(all()),
})
