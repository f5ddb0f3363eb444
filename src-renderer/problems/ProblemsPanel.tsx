import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import type { Analysis } from '../../src-core/graph/analysis.ts'
import type { Problem } from '../../src-core/graph/problem.ts'
import { goToProblem } from '../actions/go-to-problem.ts'
import { useT } from '../i18n/locale.ts'
import { useRoving } from '../library/roving.ts'
import { useEditor } from '../store/editor.ts'
import { FixButtons } from './ProblemFixes.tsx'
import './problems-panel.css'

/** Everything that is wrong with the network, what keeps it from being trained first. Enter goes there. */
export function ProblemsPanel() {
  const t = useT()
  const analysis = useEditor((state) => state.analysis)
  const problems = inOrder(analysis)
  const roving = useRoving(problems.map(keyOf))

  if (problems.length === 0) {
    return (
      <div className="problems-none" role="status">
        <CircleCheck size={16} aria-hidden />
        <p>
          {t({
            en: 'Nothing is wrong: every layer gets what it needs. This network can be trained.',
            zh: '没有问题：每个层都得到了所需的输入。该网络可以训练。',
          })}
        </p>
      </div>
    )
  }
  return (
    <ul className="problems" aria-label={t({ en: 'Problems', zh: '问题' })} onKeyDown={roving.onKeyDown}>
      {problems.map((problem) => (
        <li key={keyOf(problem)} data-severity={problem.severity}>
          <button {...roving.item(keyOf(problem))} type="button" onClick={() => goToProblem(problem)}>
            <Sign problem={problem} />
            <span className="problem-place" title={placeOf(problem)}>
              {placeOf(problem)}
            </span>
            <span className="problem-words">{t(problem.message)}</span>
          </button>
          <FixButtons problem={problem} />
        </li>
      ))}
    </ul>
  )
}

function Sign({ problem }: { problem: Problem }) {
  const t = useT()
  return problem.severity === 'error' ? (
    <CircleAlert size={14} aria-label={t({ en: 'Error', zh: '错误' })} />
  ) : (
    <TriangleAlert size={14} aria-label={t({ en: 'Warning', zh: '警告' })} />
  )
}

const keyOf = ({ code, node = '', edge = '', param = '', message }: Problem): string =>
  [code, node, edge, param, message.en].join(' ')

const placeOf = ({ node, edge }: Problem): string => node ?? edge?.replace(/#\d+$/, '').replace('->', ' → ') ?? ''

/** Errors before warnings, each as data runs; those of the whole network come first. */
function inOrder({ problems, order }: Analysis): Problem[] {
  const place = new Map(order.map((id, at) => [id, at]))
  const rank = ({ severity, node }: Problem) =>
    (severity === 'error' ? 0 : order.length + 1) + (node === undefined ? 0 : 1 + (place.get(node) ?? 0))
  return problems.toSorted((a, b) => rank(a) - rank(b))
}
