import { FolderInput, Repeat, Replace } from 'lucide-react'
import { useHands } from '../canvas/hands.ts'
import { useEditor } from '../store/editor.ts'
import { defineAction } from './define.ts'
import { noLayerSelected, selectedNodes, unlessEmpty } from './selected.ts'

/** Asks for the block that the selection is to go into. */
export const moveInto = defineAction({
  id: 'move-into',
  label: { en: 'Move into…', zh: '移入…' },
  icon: FolderInput,
  keys: ['m'],
  enabled: () => unlessEmpty(selectedNodes(), noLayerSelected),
  run: () => useHands.setState({ chooser: 'block' }),
})

/** Asks for the kind that the selected layer is to be instead. */
export const swapKind = defineAction({
  id: 'swap-kind',
  label: { en: 'Swap for another kind…', zh: '换成其他层…' },
  icon: Replace,
  keys: ['s'],
  enabled() {
    const [id, ...others] = selectedNodes()
    const isLayer = id !== undefined && useEditor.getState().history.document.nodes[id]?.type === 'layer'
    return isLayer && others.length === 0 ? true : { en: 'Select one layer.', zh: '请选择一个层。' }
  },
  run: () => useHands.setState({ chooser: 'kind' }),
})

/** Asks how often what is selected is to be there, one behind the other. */
export const repeat = defineAction({
  id: 'repeat',
  label: { en: 'Repeat…', zh: '重复…' },
  icon: Repeat,
  keys: ['r'],
  enabled: () => unlessEmpty(selectedNodes(), noLayerSelected),
  run: () => useHands.setState({ chooser: 'times' }),
})
