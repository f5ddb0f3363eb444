import { useStore } from 'zustand'
import { drawShapes, whyDataDoesNotFit } from '../actions/draw-shapes.ts'
import { applyFix } from '../actions/edit.ts'
import { goToProblem } from '../actions/go-to-problem.ts'
import { runAction } from '../actions/run.ts'
import { whyNotTrain } from '../actions/train.ts'
import { link } from '../bridge/main.ts'
import { useFit } from '../data/use-fixes.ts'
import { useT } from '../i18n/locale.ts'
import { useData } from '../store/data.ts'
import { useEditor } from '../store/editor.ts'
import { fetchRuntime, useRuntime } from '../store/runtime.ts'
import { useRuns } from '../store/runs.ts'
import { formatBytes } from './format.ts'

/** Out of data that the network does not fit: the network changed, or other data. */
function DataWays() {
  const t = useT()
  const [fix] = useFit()?.fixes ?? []
  return (
    <>
      {fix && (
        <button type="button" className="link" onClick={() => applyFix(fix)}>
          {t(fix.label)}
        </button>
      )}{' '}
      {drawShapes.enabled() === true && (
        <button type="button" className="link" onClick={() => runAction(drawShapes)}>
          {t(drawShapes.label)}
        </button>
      )}
    </>
  )
}

/** What keeps Train from being pressed, with the way out of it. */
export function Blocked() {
  const t = useT()
  const runtime = useRuntime((state) => state.state)
  const firstProblem = useEditor((state) => state.analysis.problems.find((problem) => problem.severity === 'error'))
  useEditor((state) => state.history.document.training.data)
  useEditor((state) => state.analysis)
  useData((data) => data.answer)
  useRuns((state) => state.runs)
  useStore(link.state)
  const reason = whyNotTrain()
  if (!reason) return null
  return (
    <p className="blocked">
      {t(reason)}{' '}
      {firstProblem ? (
        <button type="button" className="link" onClick={() => goToProblem(firstProblem)}>
          {t({ en: 'Show the first', zh: '查看第一个' })}
        </button>
      ) : whyDataDoesNotFit() ? (
        <DataWays />
      ) : (
        (runtime.phase === 'absent' || runtime.phase === 'paused' || runtime.phase === 'failed') && (
          <button type="button" className="link" onClick={() => fetchRuntime()}>
            {runtime.phase === 'absent'
              ? t({ en: `Fetch it (${formatBytes(runtime.bytes)})`, zh: `下载（${formatBytes(runtime.bytes)}）` })
              : runtime.phase === 'paused'
                ? t({ en: 'Continue', zh: '继续' })
                : t({ en: 'Try again', zh: '重试' })}
          </button>
        )
      )}
    </p>
  )
}
