import type { RunSummary } from '../../src-core/training/run.ts'
import { trainSlower } from '../actions/train-slower.ts'
import { useT } from '../i18n/locale.ts'
import { useRuns } from '../store/runs.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { FailureNote } from './FailureNote.tsx'
import { whatWasKept } from './progress.ts'

/** How a run ended where it did not end well, or why none could be started: what happened, what to do, what was kept. */
export function RunEnd({ run, step }: { run: RunSummary | undefined; step: number }) {
  const t = useT()
  const refused = useRuns((state) => state.refused)
  if (refused) return <FailureNote failure={refused} onDismiss={() => useRuns.setState({ refused: undefined })} />
  if (run?.state.phase === 'failed') {
    const { failure } = run.state
    return (
      <FailureNote failure={failure} kept={whatWasKept(run, step)}>
        {failure.code === 'diverged' && <ActionButton action={trainSlower} size="small" />}
      </FailureNote>
    )
  }
  if (run?.state.phase !== 'interrupted') return null
  return (
    <p className="run-note">
      {t({
        en: 'Layerloom ended while this run was under way.',
        zh: '此次训练进行中时 Layerloom 意外退出。',
      })}{' '}
      {t(whatWasKept(run, step))}
    </p>
  )
}
