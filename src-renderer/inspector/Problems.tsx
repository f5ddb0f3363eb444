import type { Problem } from '../../src-core/graph/problem.ts'
import { ProblemFixes } from '../problems/ProblemFixes.tsx'

/** Problems that belong to what is shown as a whole, not to one of its fields. */
export function Problems({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null
  return (
    <div className="inspector-problems">
      {problems.map((problem) => (
        <ProblemFixes key={`${problem.code} ${problem.message.en}`} problem={problem} />
      ))}
    </div>
  )
}
