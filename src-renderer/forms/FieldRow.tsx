import type { KeyboardEvent, ReactNode } from 'react'
import { useId } from 'react'
import type { Text } from '../../src-core/text.ts'
import { useT } from '../i18n/locale.ts'
import { Tooltip } from '../ui/Tooltip.tsx'
import { Choice } from './Choice.tsx'
import type { Field } from './field.ts'
import { NumberInput } from './NumberInput.tsx'
import { NumbersInput } from './NumbersInput.tsx'
import { useTyping } from './use-typing.ts'
import './forms.css'

interface Props {
  field: Field
  /** As the document has it; undefined means the schema's default. */
  value: unknown
  /** Takes a value that the schema takes. What comes of one visit to the field bears one `visit`. */
  onChange(value: unknown, visit: string): void
  /** What stands in an empty field. */
  placeholder?: Text
  /** What is wrong with a value that the schema takes, and what to do about it. */
  problems?: ReactNode
}

/** A field's label, its control, and below them in words what cannot be taken or is wrong. */
export function FieldRow({ field, value, onChange, placeholder, problems }: Props) {
  const t = useT()
  const id = useId()
  const { texts, parsed, type, leave, giveUp } = useTyping(field, value, onChange)
  const hint = placeholder ?? (field.empty === 'null' ? { en: 'auto', zh: '自动' } : undefined)
  const said = parsed.ok ? undefined : `${id}-said`
  const own = {
    id,
    placeholder: hint && t(hint),
    'aria-invalid': !parsed.ok || undefined,
    'aria-describedby': said,
    'aria-description': field.help && t(field.help),
    onBlur: leave,
    onKeyDownCapture: (event: KeyboardEvent) => {
      // In a dialog Escape closes it, with what was typed.
      if (event.key === 'Escape' && !event.currentTarget.closest('[role=dialog]')) giveUp()
    },
  }
  /** Each flip is a step of its own. */
  const flip = (on: boolean) => {
    type([String(on)])
    leave()
  }

  return (
    <div className="field" data-param={field.key} data-invalid={!parsed.ok || Boolean(problems) || undefined}>
      <Tooltip content={field.help && t(field.help)} side="left">
        <label htmlFor={id}>{t(field.label)}</label>
      </Tooltip>
      {field.control === 'choice' ? (
        <Choice
          {...own}
          value={texts[0]!}
          choices={field.choices.map(({ value, label }) => ({ value, label: t(label) }))}
          other={
            field.choices.some(({ value }) => value === texts[0]) ? undefined : texts[0] || (own.placeholder ?? '')
          }
          onChoose={(chosen) => type([chosen])}
        />
      ) : field.control === 'switch' ? (
        <Switch id={id} on={texts[0]} onChange={flip} />
      ) : field.control === 'numbers' ? (
        <NumbersInput {...own} field={field} texts={texts} onType={type} label={t(field.label)} />
      ) : field.control === 'number' ? (
        <NumberInput {...own} whole={field.whole} text={texts[0]!} onType={(text) => type([text])} />
      ) : (
        <input
          {...own}
          value={texts[0]}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => type([event.target.value])}
        />
      )}
      {!parsed.ok && (
        <p className="field-said" id={said} role="alert">
          {t(parsed.message)}
        </p>
      )}
      {problems && <div className="field-said">{problems}</div>}
    </div>
  )
}

interface SwitchProps {
  id: string
  /** `true`, `false`, or neither where several layers differ. */
  on: string | undefined
  onChange(on: boolean): void
}

const Switch = ({ id, on, onChange }: SwitchProps) => (
  <input
    id={id}
    type="checkbox"
    checked={on === 'true'}
    ref={(box) => {
      if (box) box.indeterminate = on !== 'true' && on !== 'false'
    }}
    onChange={(event) => onChange(event.target.checked)}
  />
)
