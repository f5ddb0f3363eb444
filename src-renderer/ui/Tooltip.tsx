import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'
import './tooltip.css'

interface Props {
  /** Nothing is shown where this is empty. */
  content: ReactNode
  side?: 'top' | 'bottom' | 'left' | 'right'
  /** One element, which keeps its own role and name. */
  children: ReactElement
}

/** Says in a word what something is, after a moment's rest on it or at once when the keyboard comes to it. */
export function Tooltip({ content, side = 'bottom', children }: Props) {
  return (
    <Base.Root disabled={!content}>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner className="tooltip-place" side={side} sideOffset={6} collisionPadding={8}>
          <Base.Popup className="tooltip">{content}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** Around the window: one tooltip after another shows at once. */
export function TooltipTiming({ children }: { children: ReactNode }) {
  return <Base.Provider delay={500}>{children}</Base.Provider>
}
