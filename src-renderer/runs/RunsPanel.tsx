import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { comparedRunsOf, shownRunOf, useRuns } from '../store/runs.ts'
import { ComparedRuns } from './ComparedRuns.tsx'
import { RunDetail } from './RunDetail.tsx'
import { RunList } from './RunList.tsx'
import { RunQuestions } from './RunQuestions.tsx'
import './runs.css'

/** Every run that was kept: its curves and results, what it was trained by, and several of them laid over each other. */
export function RunsPanel() {
  const t = useT()
  const state = useRuns()
  const name = useEditor((editor) => editor.name)
  const shown = shownRunOf(state, name) ?? state.runs?.[0]

  if (state.runs?.length === 0) {
    return (
      <p className="training-empty">
        {t({
          en: 'Every training is kept here with its curves and its weights, ready to be looked at again or exported.',
          zh: '每次训练都会连同曲线与权重保存在这里，可随时回看或导出。',
        })}
      </p>
    )
  }
  const compared = shown ? comparedRunsOf(state, shown) : []
  return (
    <section className="runs" aria-label={t({ en: 'Runs', zh: '训练记录' })}>
      <RunList runs={state.runs ?? []} compared={compared.map(({ id }) => id)} />
      {compared.length > 1 ? <ComparedRuns runs={compared} /> : shown && <RunDetail key={shown.id} run={shown} />}
      <RunQuestions />
    </section>
  )
}
