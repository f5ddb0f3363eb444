import { CopyPlus } from 'lucide-react'
import { fragmentOf } from '../../src-core/document/fragment.ts'
import { useEditor } from '../store/editor.ts'
import { defineAction } from './define.ts'
import { pasteFragment } from './paste.ts'
import { noLayerSelected, selectedNodes, unlessEmpty } from './selected.ts'

/** Copies what is selected beside itself, without its wires to the rest. */
export const duplicate = defineAction({
  id: 'duplicate',
  label: { en: 'Duplicate', zh: '创建副本' },
  icon: CopyPlus,
  keys: ['mod+d'],
  enabled: () => unlessEmpty(selectedNodes(), noLayerSelected),
  run: () => pasteFragment(fragmentOf(useEditor.getState().history.document, selectedNodes()), undefined),
})
