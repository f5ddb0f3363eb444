import { applyFix } from '../actions/edit.ts'
import type { Problem } from '../../src-core/graph/problem.ts'
import { useT } from '../i18n/locale.ts'
import { Button } from '../ui/Button.tsx'
import './problem-fixes.css'

interface Props {
  problem: Problem
}

/** What is wrong, in a sentence, and a button for each way out of it: on the canvas, in the inspector, in the list. */
export function ProblemFixes({ problem }: Props) {
  const t = useT()
  return (
    <div className="problem" data-severity={problem.severity}>
      <p className="problem-message">{t(problem.message)}</p>
      <FixButtons problem={problem} />
    </div>
  )
}

/** The ways out of a problem alone, where its sentence stands elsewhere. */
export function FixButtons({ problem: { fixes } }: Props) {
  const t = useT()
  if (fixes.length === 0) return null
  return (
    <div className="problem-fixes">
      {fixes.map((fix) => (
        <Button key={fix.label.en} size="small" onClick={() => applyFix(fix)}>
          {t(fix.label)}
        </Button>
      ))}
    </div>
  )
}
