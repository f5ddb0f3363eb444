import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp } from 'lucide-react'
import { stepOf } from '../../src-core/commands/steps.ts'
import type { Way } from '../../src-core/commands/steps.ts'
import { useEditor } from '../store/editor.ts'
import { toast } from '../ui/toast.ts'
import { defineAction } from './define.ts'
import { edit } from './edit.ts'
import { noLayerSelected, selectedNodes, unlessEmpty } from './selected.ts'

/** What a drag does, by the keyboard, one step at a time. */
const step = (way: Way) => {
  const found = stepOf(useEditor.getState().history.document, selectedNodes(), way)
  if (found.ok) edit('restructure', found.input)
  else toast({ kind: 'info', message: found.refusal })
}

// A step that cannot be made says why, so that the browser's own meaning of the key never takes its place.
const enabled = () => unlessEmpty(selectedNodes(), noLayerSelected)

export const moveEarlier = defineAction({
  id: 'move-earlier',
  label: { en: 'Move before the one before', zh: '前移一位' },
  icon: ArrowUp,
  keys: ['alt+arrowup'],
  enabled,
  run: () => step('earlier'),
})

export const moveLater = defineAction({
  id: 'move-later',
  label: { en: 'Move behind the next', zh: '后移一位' },
  icon: ArrowDown,
  keys: ['alt+arrowdown'],
  enabled,
  run: () => step('later'),
})

export const moveOut = defineAction({
  id: 'move-out',
  label: { en: 'Move out of the block', zh: '移出块' },
  icon: ArrowLeft,
  keys: ['alt+arrowleft'],
  enabled,
  run: () => step('out'),
})

export const moveIn = defineAction({
  id: 'move-in',
  label: { en: 'Move into the block beside', zh: '移入相邻的块' },
  icon: ArrowRight,
  keys: ['alt+arrowright'],
  enabled,
  run: () => step('in'),
})
