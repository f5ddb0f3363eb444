import { CircleAlert, CircleCheck, Info, LoaderCircle, X } from 'lucide-react'
import { useT } from '../i18n/locale.ts'
import { Button } from './Button.tsx'
import type { Toast } from './toast.ts'
import { dismissToast, useToasts } from './toast.ts'
import './toasts.css'

const icons = { info: Info, success: CircleCheck, error: CircleAlert, busy: LoaderCircle }

/** Short messages, the newest below. Mounted once, at the root. */
export function Toasts() {
  const t = useT()
  const toasts = useToasts((state) => state.toasts)
  return (
    <section className="toasts" aria-label={t({ en: 'Messages', zh: '消息' })}>
      {toasts.map((toast) => (
        <OneToast key={toast.id} {...toast} />
      ))}
    </section>
  )
}

function OneToast({ id, kind, message, detail, cancel }: Toast) {
  const t = useT()
  const Icon = icons[kind]
  return (
    <div className="toast" data-kind={kind} role={kind === 'error' ? 'alert' : 'status'}>
      <Icon size={16} aria-hidden />
      <div>
        <strong>{t(message)}</strong>
        {detail && <p>{t(detail)}</p>}
      </div>
      {cancel ? (
        <Button variant="quiet" size="small" onClick={cancel}>
          {t({ en: 'Cancel', zh: '取消' })}
        </Button>
      ) : (
        <Button
          variant="quiet"
          size="small"
          icon
          aria-label={t({ en: 'Dismiss', zh: '关闭' })}
          onClick={() => dismissToast(id)}
        >
          <X size={14} aria-hidden />
        </Button>
      )}
    </div>
  )
}
