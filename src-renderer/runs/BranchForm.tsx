import { useEffect, useState } from 'react'
import type { CarryOver } from '../../src-core/training/carry-over.ts'
import type { Failure, Result } from '../../src-core/result.ts'
import type { ReportedEpoch } from '../../src-core/training/classes.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { WeightsChoice } from '../export/WeightsChoice.tsx'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { noteStarted } from '../store/runs.ts'
import { FailureNote } from '../training/FailureNote.tsx'
import { Button } from '../ui/Button.tsx'
import { Carried } from './Carried.tsx'

/** Which weights of a run the open network begins with, and which start anew, before it is trained from there. */
export function BranchForm({ run, onDone }: { run: RunSummary; onDone(): void }) {
  const t = useT()
  const { name, history } = useEditor()
  const { document } = history
  const [carried, setCarried] = useState<Result<CarryOver>>()
  const [failure, setFailure] = useState<Failure>()
  const [which, setWhich] = useState<ReportedEpoch>('last')

  useEffect(() => {
    void attempt(main.carryOver({ from: run.id, document })).then(setCarried)
  }, [run.id, document])

  const train = async () => {
    const started = await attempt(
      main.startRun({
        title: name,
        document: { ...document, training: { ...document.training, from: run.id, fromWeights: which } },
      }),
    )
    if (!started.ok) return setFailure(started.failure)
    noteStarted(started.value.run)
    onDone()
  }

  return (
    <div className="run-form">
      <p>
        {t({
          en: `The open network, “${name}”, is trained by its own plan and begins with what “${run.title}” has learned, wherever its weights still fit.`,
          zh: `当前网络“${name}”按自身的方案训练，凡形状仍相符的层都以“${run.title}”学到的权重开始。`,
        })}
      </p>
      <WeightsChoice run={run} weights={which} onChoose={setWhich} />
      {/* As tall before it is known as after, so that nothing moves. */}
      <div className="carry" aria-busy={carried === undefined}>
        {carried?.ok && <Carried carried={carried.value} />}
        {carried?.ok === false && <FailureNote failure={carried.failure} />}
      </div>
      {failure && <FailureNote failure={failure} />}
      <div className="dialog-buttons">
        <Button onClick={onDone}>{t({ en: 'Cancel', zh: '取消' })}</Button>
        <Button
          variant="primary"
          disabled={!carried?.ok || carried.value.kept.length === 0}
          onClick={() => void train()}
        >
          {t({ en: 'Train', zh: '开始训练' })}
        </Button>
      </div>
    </div>
  )
}
