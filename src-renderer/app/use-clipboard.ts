import { useEffect } from 'react'
import { copiedText, copy } from '../actions/copy.ts'
import { removeCut } from '../actions/cut.ts'
import { isField, isOver } from '../actions/key-press.ts'
import { pasteText } from '../actions/paste.ts'

/**
 * Copying, cutting and pasting as the browser tells of them, from keys and from the system's menu alike: these events
 * carry the clipboard with them, so that no permission is needed.
 */
export function useClipboard(): void {
  useEffect(() => {
    const onCopy = (event: ClipboardEvent) => {
      // A text that is marked is copied as text.
      if (isForText(event) || !getSelection()?.isCollapsed || copy.enabled() !== true) return
      event.clipboardData?.setData('text/plain', copiedText())
      event.preventDefault()
      if (event.type === 'cut') removeCut()
    }
    const onPaste = (event: ClipboardEvent) => {
      if (isForText(event)) return
      event.preventDefault()
      pasteText(event.clipboardData?.getData('text/plain') ?? '')
    }
    document.addEventListener('copy', onCopy)
    document.addEventListener('cut', onCopy)
    document.addEventListener('paste', onPaste)
    return () => {
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('cut', onCopy)
      document.removeEventListener('paste', onPaste)
    }
  }, [])
}

const isForText = ({ target, defaultPrevented }: ClipboardEvent) =>
  defaultPrevented || isField(target) || isOver(target)
