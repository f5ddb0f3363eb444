import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { useRunWatch } from '../store/run-watch.ts'
import { shownRunOf, useRuns } from '../store/runs.ts'
import { Curves } from './Curves.tsx'
import { ImportedNote } from './ImportedNote.tsx'
import { PlanForm } from './PlanForm.tsx'
import { RunEnd } from './RunEnd.tsx'
import { useLine } from './use-line.ts'
import { TrainingHeader } from './TrainingHeader.tsx'
import './training.css'

/** Plan, train, watch: the plan of the next run on the left, the run that is shown beside it. */
export function TrainingPanel() {
  const t = useT()
  const name = useEditor((state) => state.name)
  const runs = useRuns()
  const run = shownRunOf(runs, name)
  const watch = useRunWatch(run)
  const lines = useLine(run, watch)

  return (
    <section className="training" aria-label={t({ en: 'Training', zh: '训练' })}>
      <TrainingHeader run={run} watch={watch} />
      <div className="training-body">
        <PlanForm />
        <div className="training-main">
          <RunEnd run={run} step={watch.step} />
          {run?.state.phase === 'imported' ? (
            <ImportedNote />
          ) : run ? (
            <Curves lines={lines} version={watch.version} />
          ) : (
            <p className="training-empty">
              {t({
                en: 'Press Train and the loss and accuracy of every step are drawn here as it happens.',
                zh: '点击“训练”，每一步的损失与准确率都会实时绘制在这里。',
              })}
            </p>
          )}
        </div>
      </div>
    </section>
  )
}
