import { Link2, Unlink2 } from 'lucide-react'
import type { FocusEvent } from 'react'
import { useState } from 'react'
import { useT } from '../i18n/locale.ts'
import type { Field } from './field.ts'
import { NumberInput } from './NumberInput.tsx'

interface Props {
  id: string
  field: Field
  label: string
  texts: readonly string[]
  placeholder?: string
  'aria-invalid'?: boolean
  'aria-describedby'?: string
  onType(texts: string[]): void
  onBlur(): void
}

/** A number for each part, e.g. height and width, and a toggle that keeps them equal. */
export function NumbersInput({ id, field, label, texts, onType, onBlur, ...rest }: Props) {
  const t = useT()
  const [unlinked, setUnlinked] = useState(false)
  const agree = texts.every((text) => text === texts[0])
  const linked = field.linked && agree && !unlinked

  const toggle = () => {
    setUnlinked(linked)
    if (!agree) onType(texts.map(() => texts[0]!))
  }
  const change = (i: number, text: string) => {
    // Parts that come to agree while one of them is typed are not linked by that.
    setUnlinked(!linked)
    onType(texts.map((before, at) => (linked || at === i ? text : before)))
  }
  // Going from one part to the next is still the same visit.
  const leave = (event: FocusEvent<HTMLDivElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) onBlur()
  }
  return (
    <div className="field-numbers" role="group" aria-label={label} onBlur={leave}>
      {field.parts.map((part, i) => (
        <span key={part.en} className="field-part" data-part={[...t(part)][0]} title={t(part)}>
          <NumberInput
            {...rest}
            id={i === 0 ? id : undefined}
            aria-label={`${label}: ${t(part)}`}
            whole={field.whole}
            text={texts[i]!}
            onType={(text) => change(i, text)}
          />
        </span>
      ))}
      {field.linked && (
        <button
          type="button"
          className="field-link"
          aria-pressed={linked}
          aria-label={t({ en: `Keep equal: ${label}`, zh: `保持一致：${label}` })}
          title={linked ? t({ en: 'Change separately', zh: '分别修改' }) : t({ en: 'Keep equal', zh: '保持一致' })}
          onClick={toggle}
        >
          {linked ? <Link2 size={14} aria-hidden /> : <Unlink2 size={14} aria-hidden />}
        </button>
      )}
    </div>
  )
}
