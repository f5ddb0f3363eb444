import { Popover } from '@base-ui/react/popover'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import type { Problem } from '../../src-core/graph/problem.ts'
import { useT } from '../i18n/locale.ts'
import { ProblemFixes } from '../problems/ProblemFixes.tsx'

/** The sign of a problem on its node; behind it the sentences and the ways out. */
export function ProblemBadge({ problems }: { problems: readonly Problem[] }) {
  const t = useT()
  const isError = problems.some(({ severity }) => severity === 'error')
  const Icon = isError ? CircleAlert : TriangleAlert
  return (
    <Popover.Root>
      <Popover.Trigger
        className="problem-badge nodrag nopan"
        data-severity={isError ? 'error' : 'warning'}
        tabIndex={-1}
        title={problems.map(({ message }) => t(message)).join('\n')}
        aria-label={t(
          problems.length === 1
            ? { en: 'What is wrong here', zh: '查看问题' }
            : { en: `What is wrong here (${problems.length})`, zh: `查看问题（${problems.length}）` },
        )}
      >
        <Icon size={13} aria-hidden />
        {problems.length > 1 && problems.length}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="problem-place" side="right" sideOffset={10} collisionPadding={12}>
          <Popover.Popup className="problem-popup">
            {problems.map((problem) => (
              <ProblemFixes key={problem.code + problem.message.en} problem={problem} />
            ))}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
