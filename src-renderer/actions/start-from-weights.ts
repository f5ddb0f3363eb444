import { FileInput } from 'lucide-react'
import { openOverlay } from '../store/view.ts'
import { connected } from './connected.ts'
import { defineAction } from './define.ts'

/** Chooses the run or the file whose weights the next training begins with. */
export const startFromWeights = defineAction({
  id: 'start-from-weights',
  label: { en: 'Start from weights …', zh: '从已有权重开始…' },
  icon: FileInput,
  enabled: connected,
  run: () => openOverlay('start'),
})
