import { Copy } from 'lucide-react'
import { useEditor } from '../store/editor.ts'
import { defineAction } from './define.ts'
import { fragmentText } from './fragment.ts'
import { noLayerSelected, selectedNodes, unlessEmpty } from './selected.ts'

/** The selected layers and blocks as text, for any clipboard. */
export const copiedText = (): string => fragmentText(useEditor.getState().history.document, selectedNodes())

export const copy = defineAction({
  id: 'copy',
  label: { en: 'Copy', zh: '复制' },
  icon: Copy,
  keys: ['mod+c'],
  enabled: () => unlessEmpty(selectedNodes(), noLayerSelected),
  run: () => writeClipboard(copiedText()),
})

/** Writes through the browser's own copying, which both shells allow without a permission. */
export function writeClipboard(text: string): void {
  const write = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  document.addEventListener('copy', write, { capture: true, once: true })
  document.execCommand('copy')
  document.removeEventListener('copy', write, { capture: true })
}
