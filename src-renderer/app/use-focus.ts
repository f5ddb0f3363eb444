import { useEffect } from 'react'
import { focusCanvas } from '../actions/focus-panel.ts'
import { useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'

/**
 * Keeps the keys where they were: what has the focus may go, as a card that is deleted or a panel that is folded away, and
 * the browser would give it to nobody. On the canvas it follows what is selected.
 */
export function useFocus(): void {
  useEffect(() => {
    let area: HTMLElement | null = null
    let frame = 0
    const note = ({ target }: FocusEvent) =>
      void (area = target instanceof Element ? (target.closest<HTMLElement>('[data-area]') ?? area) : area)
    const keep = () => {
      frame = 0
      const focused = document.activeElement
      if (focused !== null && focused !== document.body) return follow(focused)
      if (!area || document.querySelector('[role=dialog], [role=menu]')) return
      const isInSight = area.getClientRects().length > 0 && area.clientWidth > 0 && area.clientHeight > 0
      if (isInSight) area.focus({ preventScroll: true })
      else focusCanvas()
    }
    // Once it is drawn what has changed.
    const ask = () => (frame ||= requestAnimationFrame(() => (frame = requestAnimationFrame(keep))))
    const leave = new AbortController()
    const { signal } = leave
    document.addEventListener('focusin', note, { signal })
    // A card goes also where the view leaves it behind.
    document.addEventListener('wheel', ask, { signal, passive: true, capture: true })
    document.addEventListener('pointerup', ask, { signal })
    const stops = [useEditor.subscribe(ask), useView.subscribe(ask), () => leave.abort()]
    return () => {
      cancelAnimationFrame(frame)
      stops.forEach((stop) => stop())
    }
  }, [])
}

/** A node that has the focus hands it on to the one that is selected in its place. */
function follow(focused: Element): void {
  const [id, ...others] = useEditor.getState().selection
  const node = focused.closest('.react-flow__node')
  if (!node || id === undefined || others.length > 0 || node.getAttribute('data-id') === id) return
  document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true })
}
