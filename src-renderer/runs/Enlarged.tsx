import { Expand } from 'lucide-react'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useT } from '../i18n/locale.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'

/** A button that shows something in the whole window. */
export function Enlarged({ title, children }: { title: string; children: ReactNode }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const label = t({ en: 'Show large', zh: '放大显示' })
  return (
    <>
      <Tooltip content={label}>
        <Button variant="quiet" size="small" icon aria-label={label} onClick={() => setOpen(true)}>
          <Expand size={14} aria-hidden />
        </Button>
      </Tooltip>
      <Dialog open={open} onClose={() => setOpen(false)} title={title} size="full">
        {open && <div className="run-enlarged">{children}</div>}
      </Dialog>
    </>
  )
}
