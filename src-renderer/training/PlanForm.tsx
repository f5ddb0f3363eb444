import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { Plan } from '../../src-core/training/plan.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { sayRefusal } from '../actions/say-refusal.ts'
import type { Field } from '../forms/field.ts'
import { FieldRow } from '../forms/FieldRow.tsx'
import { mainFields, moreFields } from './plan-fields.ts'

/** How the next run is to be trained. Every change is a step that undo takes back. */
export function PlanForm() {
  const t = useT()
  const [more, setMore] = useState(false)
  return (
    <form className="plan" aria-label={t({ en: 'Training plan', zh: '训练计划' })} onSubmit={(e) => e.preventDefault()}>
      {mainFields.map((field) => (
        <PlanRow key={field.key} field={field} />
      ))}
      <button type="button" className="plan-more" aria-expanded={more} onClick={() => setMore(!more)}>
        <ChevronRight size={14} /> {t({ en: 'More', zh: '更多' })}
      </button>
      {more && moreFields.map((field) => <PlanRow key={field.key} field={field} />)}
    </form>
  )
}

function PlanRow({ field }: { field: Field }) {
  const value = useEditor((state) => state.history.document.training[field.key as keyof Plan])
  const change = (value: unknown, visit: string) => {
    const done = useEditor
      .getState()
      .execute('setPlan', { plan: { [field.key]: value } }, { mergeKey: `plan.${visit}` })
    if (!done.ok) sayRefusal(done)
  }
  const placeholder = field.empty === 'absent' ? { en: 'All', zh: '全部' } : undefined
  return <FieldRow field={field} value={value} onChange={change} placeholder={placeholder} />
}
