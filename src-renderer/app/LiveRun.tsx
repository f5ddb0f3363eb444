import type { RunSummary } from '../../src-core/training/run.ts'
import { useT } from '../i18n/locale.ts'
import { useRunWatch } from '../store/run-watch.ts'
import { liveRunOf, useRuns } from '../store/runs.ts'
import { showTab, useView } from '../store/view.ts'
import { progressParts, stateName } from '../training/progress.ts'

/** Where the run under way stands, while the training panel is not in sight to say it; a press brings it there. */
export function LiveRun() {
  const live = useRuns(liveRunOf)
  const isSaid = useView((view) => view.shown.bottom && view.bottomTab === 'training')
  return live && !isSaid ? <RunProgress run={live} /> : null
}

function RunProgress({ run }: { run: RunSummary }) {
  const t = useT()
  const { step, secondsLeft } = useRunWatch(run)
  return (
    <button type="button" className="live-run" onClick={() => showTab('training')}>
      {[stateName(run), ...progressParts(run, step, secondsLeft)].map(t).join(' · ')}
    </button>
  )
}
