import type { ReactNode } from 'react'
import { useId } from 'react'
import type { Text } from '../../src-core/text.ts'
import { useT } from '../i18n/locale.ts'

interface Props {
  title: Text | undefined
  children: ReactNode
}

/** One titled part of the inspector. */
export function Section({ title, children }: Props) {
  const t = useT()
  const id = useId()
  return (
    <section className="inspector-section" aria-labelledby={title && id}>
      {title && <h3 id={id}>{t(title)}</h3>}
      {children}
    </section>
  )
}
