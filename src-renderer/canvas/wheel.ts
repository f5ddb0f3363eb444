import type { ReactFlowInstance } from '@xyflow/react'

export const zoomLimits = { min: 0.04, max: 2.5 }

type View = Pick<ReactFlowInstance, 'getViewport' | 'setViewport'>

/** A mouse's wheel zooms where the pointer is; two fingers on a trackpad pan, and pinched zoom. */
export function listenToWheel(canvas: HTMLElement, { getViewport, setViewport }: View, onUse: () => void): () => void {
  const onWheel = (event: WheelEvent) => {
    if (event.target instanceof Element && event.target.closest('.nowheel')) return
    event.preventDefault()
    event.stopPropagation()
    onUse()
    const { x, y, zoom } = getViewport()
    if (!isZoom(event)) {
      void setViewport({ x: x - event.deltaX, y: y - event.deltaY, zoom })
      return
    }
    const box = canvas.getBoundingClientRect()
    const at = { x: event.clientX - box.left, y: event.clientY - box.top }
    const factor = 2 ** (-event.deltaY * (event.deltaMode === 1 ? 0.05 : event.ctrlKey ? 0.012 : 0.0022))
    const next = Math.min(zoomLimits.max, Math.max(zoomLimits.min, zoom * factor))
    const grown = next / zoom
    void setViewport({ x: at.x - (at.x - x) * grown, y: at.y - (at.y - y) * grown, zoom: next })
  }
  canvas.addEventListener('wheel', onWheel, { capture: true, passive: false })
  return () => canvas.removeEventListener('wheel', onWheel, { capture: true })
}

/**
 * Whether a turn is meant to zoom. Browsers say a pinch as a turn with Ctrl; a mouse's wheel turns by whole notches, in
 * lines or by 100 or 120 pixels and never sideways, while fingers move by any number of pixels.
 */
export function isZoom({ ctrlKey, metaKey, deltaMode, deltaX, deltaY }: Turn): boolean {
  if (ctrlKey || metaKey) return true
  if (deltaMode !== 0) return deltaX === 0
  const isNotch = deltaY !== 0 && (Math.abs(deltaY) % 120 === 0 || Math.abs(deltaY) % 100 === 0)
  return deltaX === 0 && isNotch
}

type Turn = Pick<WheelEvent, 'ctrlKey' | 'metaKey' | 'deltaMode' | 'deltaX' | 'deltaY'>
