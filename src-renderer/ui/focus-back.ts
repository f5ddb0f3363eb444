import { useMemo } from 'react'

/**
 * What Base UI asks for as `finalFocus` of something that opens over the window: whatever had the focus gets it back, also
 * where a child takes it at once and where a panel had it, which Base UI would have hand it on to the first thing in it.
 */
export function useFocusBack(isOpen = true): () => boolean {
  // Asked before a child takes it.
  const had = useMemo(() => (isOpen ? document.activeElement : null), [isOpen])
  return () => {
    if (!(had instanceof HTMLElement) || !had.isConnected || had === document.body) return true
    queueMicrotask(() => {
      if (isNowhere(document.activeElement)) had.focus({ preventScroll: true })
    })
    return false
  }
}

/** Not where what was chosen has led to, and be it the next question, but in what is closing. */
const isNowhere = (focused: Element | null) =>
  focused === null || focused === document.body || focused.closest('[data-closed]') !== null
