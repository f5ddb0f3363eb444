import { ChevronRight } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import type { Plan } from '../../src-core/training/plan.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { sayRefusal } from '../actions/say-refusal.ts'
import type { PlanField } from './plan-fields.ts'
import { mainFields, moreFields, parseField } from './plan-fields.ts'

/** How the next run is to be trained. Every change is a step that undo takes back. */
export function PlanForm() {
  const t = useT()
  const plan = useEditor((state) => state.history.document.training)
  const [more, setMore] = useState(false)
  return (
    <form className="plan" aria-label={t({ en: 'Training plan', zh: '训练计划' })} onSubmit={(e) => e.preventDefault()}>
      {mainFields.map((field) => (
        <PlanRow key={field.key} field={field} plan={plan} />
      ))}
      <button type="button" className="plan-more" aria-expanded={more} onClick={() => setMore(!more)}>
        <ChevronRight size={14} /> {t({ en: 'More', zh: '更多' })}
      </button>
      {more && moreFields.map((field) => <PlanRow key={field.key} field={field} plan={plan} />)}
    </form>
  )
}

function PlanRow({ field, plan }: { field: PlanField; plan: Plan }) {
  const t = useT()
  const id = useId()
  const current = plan[field.key]
  const [typed, setTyped] = useState<string>()
  /** What is typed between entering a field and leaving it is one step for undo. */
  const gesture = useRef(0)
  const text = typed ?? (current === undefined ? '' : String(current))
  const parsed = parseField(field, text)

  const change = (text: string) => {
    setTyped(text)
    const parsed = parseField(field, text)
    if (!parsed.ok || parsed.value === current) return
    const result = useEditor
      .getState()
      .execute('setPlan', { plan: { [field.key]: parsed.value } }, { mergeKey: `plan.${field.key}.${gesture.current}` })
    if (!result.ok) sayRefusal(result)
  }
  // What cannot be taken goes back to the last value that could, as soon as the field is left.
  const leave = () => {
    gesture.current += 1
    setTyped(undefined)
  }

  return (
    <div className="plan-row" data-invalid={!parsed.ok || undefined}>
      <label htmlFor={id} title={field.help && t(field.help)}>
        {t(field.label)}
      </label>
      {field.control === 'choice' ? (
        <select id={id} value={text} onChange={(event) => change(event.target.value)} onBlur={leave}>
          {!field.choices.some((choice) => choice.value === text) && <option value={text}>{text}</option>}
          {field.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {t(choice.label)}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          value={text}
          inputMode={field.control === 'number' ? 'decimal' : undefined}
          placeholder={field.optional ? t({ en: 'All', zh: '全部' }) : undefined}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={!parsed.ok}
          aria-describedby={parsed.ok ? undefined : `${id}-said`}
          onChange={(event) => change(event.target.value)}
          onBlur={leave}
          onKeyDown={(event) => event.key === 'Enter' && leave()}
        />
      )}
      {!parsed.ok && (
        <p className="plan-said" id={`${id}-said`} role="alert">
          {t(parsed.message)}
        </p>
      )}
    </div>
  )
}
