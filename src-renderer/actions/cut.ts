import { Scissors } from 'lucide-react'
import { copiedText, writeClipboard } from './copy.ts'
import { defineAction } from './define.ts'
import { edit } from './edit.ts'
import { noLayerSelected, selectedNodes, unlessEmpty } from './selected.ts'

export const cut = defineAction({
  id: 'cut',
  label: { en: 'Cut', zh: '剪切' },
  icon: Scissors,
  keys: ['mod+x'],
  enabled: () => unlessEmpty(selectedNodes(), noLayerSelected),
  run() {
    writeClipboard(copiedText())
    removeCut()
  },
})

/** Takes what was cut out of the network and joins what it stood between. */
export const removeCut = (): boolean => edit('deleteNodes', { ids: selectedNodes(), heal: true })
