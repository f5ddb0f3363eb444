import { useId } from 'react'
import { formatInteger } from '../../src-core/amounts.ts'
import type { Text } from '../../src-core/text.ts'
import { recipeIds, recipeOf, recipePlan } from '../../templates/recipes.ts'
import type { RecipeId } from '../../templates/recipes.ts'
import { templates } from '../../templates/registry.ts'
import { edit } from '../actions/edit.ts'
import { Choice } from '../forms/Choice.tsx'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'

const titles: Record<RecipeId, Text> = {
  general: { en: 'General', zh: '通用' },
  paper: { en: 'As in the paper', zh: '按论文' },
}

/** Which of the ways that a network's template brings the plan follows, where it brings a paper's; with its source. */
export function RecipeRow() {
  const t = useT()
  const id = useId()
  const plan = useEditor((state) => state.history.document.training)
  const template = templates[useEditor((state) => state.history.document.template?.id) ?? '']
  if (!template?.recipe) return null
  const { source, batchSize } = template.recipe
  const followed = recipeOf(template, plan)
  const choose = (chosen: RecipeId) => edit('setPlan', { plan: recipePlan(template, chosen, plan) })
  return (
    <div className="field">
      <label htmlFor={id}>{t({ en: 'Recipe', zh: '训练方案' })}</label>
      <Choice
        id={id}
        value={followed ?? 'own'}
        choices={recipeIds.map((recipe) => ({ value: recipe, label: t(titles[recipe]) }))}
        other={followed ? undefined : t({ en: 'Your own', zh: '自定义' })}
        onChoose={(chosen) => choose(chosen as RecipeId)}
      />
      {followed === 'paper' && (
        <p className="plan-source">
          {t(source)}
          {batchSize !== undefined && batchSize !== plan.batchSize && t(scaled(batchSize, plan.batchSize))}
        </p>
      )}
    </div>
  )
}

const scaled = (theirs: number, ours: number): Text => ({
  en: ` The learning rate is scaled from batches of ${formatInteger(theirs)} to ${formatInteger(ours)}.`,
  zh: `学习率已从批大小 ${formatInteger(theirs)} 按比例换算到 ${formatInteger(ours)}。`,
})
