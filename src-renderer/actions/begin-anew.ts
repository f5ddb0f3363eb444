import { X } from 'lucide-react'
import { useEditor } from '../store/editor.ts'
import { defineAction } from './define.ts'
import { edit } from './edit.ts'

/** Drops the weights that the next training would begin with. */
export const beginAnew = defineAction({
  id: 'begin-anew',
  label: { en: 'Start from random weights, all layers trained', zh: '从随机权重开始，训练所有层' },
  icon: X,
  enabled: () =>
    useEditor.getState().history.document.training.from !== undefined || {
      en: 'The next training starts from random weights.',
      zh: '下一次训练本就从随机权重开始。',
    },
  run: () => void edit('beginAnew', {}),
})
