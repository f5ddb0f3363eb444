import { ChevronRight } from 'lucide-react'
import { Fragment, useState } from 'react'
import type { Plan } from '../../src-core/training/plan.ts'
import { withRecipe } from '../../templates/recipes.ts'
import { templates } from '../../templates/registry.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { setPlan } from '../actions/set-plan.ts'
import type { Field } from '../forms/field.ts'
import { FieldRow } from '../forms/FieldRow.tsx'
import { essential, groups, shownFields } from './plan-fields.ts'
import { DataRow } from '../data/DataRow.tsx'
import { StartRow } from '../start/StartRow.tsx'
import { RecipeRow } from './RecipeRow.tsx'

/** How the next run is to be trained. Every change is a step that undo takes back. */
export function PlanForm() {
  const t = useT()
  const [more, setMore] = useState(false)
  const plan = useEditor((state) => state.history.document.training)
  const outputs = useEditor((state) => state.analysis.outputs.length)
  const shown = shownFields(plan, outputs)
  return (
    <form className="plan" aria-label={t({ en: 'Training plan', zh: '训练计划' })} onSubmit={(e) => e.preventDefault()}>
      <DataRow />
      <StartRow />
      <RecipeRow />
      {essential(shown).map((field) => (
        <PlanRow key={field.key} field={field} />
      ))}
      <button type="button" className="plan-more" aria-expanded={more} onClick={() => setMore(!more)}>
        <ChevronRight size={14} /> {t({ en: 'More', zh: '更多' })}
      </button>
      {more &&
        groups(shown).map(({ title, fields }) => (
          <Fragment key={title.en}>
            <h3 className="plan-group">{t(title)}</h3>
            {fields.map((field) => (
              <PlanRow key={field.key} field={field} />
            ))}
          </Fragment>
        ))}
    </form>
  )
}

function PlanRow({ field }: { field: Field }) {
  const value = useEditor((state) => state.history.document.training[field.key as keyof Plan])
  const change = (value: unknown, visit: string) => {
    const { template, training } = useEditor.getState().history.document
    setPlan(withRecipe(template && templates[template.id], training, { [field.key]: value }), visit)
  }
  return <FieldRow field={field} value={value} onChange={change} placeholder={field.placeholder} />
}
