import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'
import { Panel, usePanelRef } from 'react-resizable-panels'
import type { Side } from '../store/view.ts'
import { noteSize, showSide, useView } from '../store/view.ts'

interface Props {
  side: Side
  /** Pixels. Drawn smaller than this it folds. */
  min: number
  max: number | string
  /** Pixels that stay in sight when it is folded; what is in it then stays mounted. */
  folded?: number
  children: ReactNode
}

/** Milliseconds after which a size is one that a person wanted, not one on the way to another or to being shut. */
const rest = 250

/** A panel that keeps its size in pixels, folds by a key or by being drawn shut, and remembers both. */
export function FoldingPanel({ side, min, max, folded = 0, children }: Props) {
  const panel = usePanelRef()
  const shown = useView((view) => view.shown[side])
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    if (!panel.current || panel.current.isCollapsed() === !shown) return
    if (shown) panel.current.resize(useView.getState().sizes[side])
    else panel.current.collapse()
  }, [panel, shown, side])

  return (
    <Panel
      id={side}
      panelRef={panel}
      collapsible
      collapsedSize={folded}
      defaultSize={shown ? useView.getState().sizes[side] : folded}
      minSize={min}
      maxSize={max}
      groupResizeBehavior="preserve-pixel-size"
      onResize={({ inPixels }, _, before) => {
        if (before === undefined) return
        const isShown = inPixels > folded + 1
        clearTimeout(resting.current)
        if (isShown) resting.current = setTimeout(() => noteSize(side, Math.round(inPixels)), rest)
        if (isShown !== useView.getState().shown[side]) showSide(side, isShown)
      }}
    >
      {(shown || folded > 0) && children}
    </Panel>
  )
}
