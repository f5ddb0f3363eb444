import { CircleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Failure } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'
import { useT } from '../i18n/locale.ts'

interface Props {
  failure: Failure
  /** What is still there after it. */
  kept?: Text
  onDismiss?(): void
  /** What can be done about it, to press. */
  children?: ReactNode
}

/** A failure in its place: the sentence, the advice, and what was kept. */
export function FailureNote({ failure, kept, onDismiss, children }: Props) {
  const t = useT()
  return (
    <div className="failure-note" role="alert">
      <CircleAlert size={18} aria-hidden />
      <div>
        <strong>{t(failure.message)}</strong>
        {failure.advice && <p>{t(failure.advice)}</p>}
        {kept && <p className="failure-kept">{t(kept)}</p>}
        {children}
      </div>
      {onDismiss && (
        <button type="button" onClick={onDismiss} aria-label={t({ en: 'Dismiss', zh: '关闭' })}>
          <X size={16} />
        </button>
      )}
    </div>
  )
}
