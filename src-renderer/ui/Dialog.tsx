import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useRef } from 'react'
import { useT } from '../i18n/locale.ts'
import { Button } from './Button.tsx'
import { useFocusBack } from './focus-back.ts'
import './dialog.css'

interface Props {
  open: boolean
  /** Asked for by Esc or the cross. */
  onClose(): void
  title: string
  /** `full` leaves the window a margin only. */
  size?: 'wide' | 'full'
  children: ReactNode
}

/** A question or a page over the window: it holds the focus and gives it back. A child with `autoFocus` gets it first. */
export function Dialog({ open, onClose, title, size, children }: Props) {
  const t = useT()
  const popup = useRef<HTMLDivElement>(null)
  const focusBack = useFocusBack(open)
  return (
    <Base.Root
      open={open}
      // The second press of a double-click that opened the dialog would close it again.
      disablePointerDismissal
      onOpenChange={(next) => next || onClose()}
    >
      <Base.Portal>
        <Base.Backdrop className="dialog-backdrop" />
        <Base.Popup
          className="dialog"
          data-size={size}
          ref={popup}
          finalFocus={focusBack}
          // Without a child that took it the focus is the dialog's as a whole, not its cross's.
          initialFocus={() => (popup.current?.contains(document.activeElement) ? false : popup.current)}
        >
          <header className="dialog-header">
            <Base.Title className="dialog-title">{title}</Base.Title>
            <Base.Close
              render={<Button variant="quiet" icon aria-label={t({ en: 'Close dialog', zh: '关闭对话框' })} />}
            >
              <X size={16} aria-hidden />
            </Base.Close>
          </header>
          <div className="dialog-body">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
