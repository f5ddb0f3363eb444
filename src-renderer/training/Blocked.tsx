import { drawShapes, whyDataDoesNotFit } from '../actions/draw-shapes.ts'
import { goToProblem } from '../actions/go-to-problem.ts'
import { runAction } from '../actions/run.ts'
import { train } from '../actions/train.ts'
import { useAction } from '../actions/use-action.ts'
import { applyDataFix, useFit } from '../data/use-fixes.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { fetchRuntime, useRuntime } from '../store/runtime.ts'
import { formatBytes } from './format.ts'

/** Out of data that the network does not fit: the network changed, or other data. */
function DataWays() {
  const t = useT()
  const [fix] = useFit()?.fixes ?? []
  const { enabled: canDraw } = useAction(drawShapes)
  return (
    <>
      {fix && (
        <button type="button" className="link" onClick={() => applyDataFix(fix)}>
          {t(fix.label)}
        </button>
      )}{' '}
      {canDraw === true && (
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
  const { enabled: reason } = useAction(train)
  if (reason === true) return null
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
