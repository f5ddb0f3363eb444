import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'
import { useEffect } from 'react'
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
    <Base.Root
      disabled={!content}
      // A button to which a closing dialog gives the focus back has just been pressed.
      onOpenChange={(open, { reason, cancel }) => open && reason === 'trigger-focus' && hasPressed && cancel()}
    >
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner className="tooltip-place" side={side} sideOffset={6} collisionPadding={8}>
          <Base.Popup className="tooltip">{content}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** Whether the last key was one that presses or closes something, not one that goes from one thing to the next. */
let hasPressed = false
const note = ({ key }: KeyboardEvent) => void (hasPressed = ['Escape', 'Enter', ' '].includes(key))

/** Around the window: one tooltip after another shows at once. */
export function TooltipTiming({ children }: { children: ReactNode }) {
  useEffect(() => {
    addEventListener('keydown', note, { capture: true })
    return () => removeEventListener('keydown', note, { capture: true })
  }, [])
  return <Base.Provider delay={500}>{children}</Base.Provider>
}
