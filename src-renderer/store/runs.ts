import { create } from 'zustand'
import type { Failure } from '../../src-core/result.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import { isLive } from '../../src-core/training/run.ts'
import { follow } from '../bridge/follow.ts'
import { main } from '../bridge/main.ts'
import { showTab } from './view.ts'

/** What is asked about a run, in a dialog of its own. */
export type RunQuestion = { what: 'further' | 'branch' | 'delete'; run: string }

interface Runs {
  /** Under way, then paused, then queued by their turn, then the others, newest first; undefined until the main side has told. */
  runs: RunSummary[] | undefined
  /** The run whose curves a person chose to see. */
  selected: string | undefined
  /** Runs whose curves are laid over those of the selected one, in the order in which they were chosen. */
  compared: string[]
  question: RunQuestion | undefined
  /** Runs that were started from this window, newest last: the export's default. */
  started: string[]
  /** Why the last attempt to start or resume a run came to nothing. */
  refused: Failure | undefined
}

/** The runs that there are, and the one that the panels show. */
export const useRuns = create<Runs>(() => ({
  runs: undefined,
  selected: undefined,
  compared: [],
  question: undefined,
  started: [],
  refused: undefined,
}))

export const followRuns = (signal: AbortSignal): Promise<void> =>
  follow((signal) => main.runs({}, signal), {
    signal,
    onItem: (runs) => useRuns.setState({ runs: [...runs].sort(inOrder) }),
  })

const inOrder = (a: RunSummary, b: RunSummary): number =>
  rank(a) - rank(b) || (a.place ?? 0) - (b.place ?? 0) || b.startedAt - a.startedAt

const phases: readonly RunSummary['state']['phase'][] = ['paused', 'queued']
/** A paused run goes on before those that are queued. */
const rank = ({ state }: RunSummary): number => {
  const waiting = phases.indexOf(state.phase)
  return isLive(state) ? -1 : waiting < 0 ? phases.length : waiting
}

export const selectRun = (id: string | undefined) => useRuns.setState({ selected: id, compared: [] })

/** Runs that can be told apart in one chart. */
export const mostCompared = 8

/** Lays a run over the shown one or takes it away again; the first of those that are left is the shown one. */
export function toggleCompared(id: string, shown: string | undefined): void {
  const { compared } = useRuns.getState()
  const chosen = shown === undefined ? [] : [shown, ...compared]
  const [selected, ...others] = chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]
  // The last one cannot be taken away.
  if (selected !== undefined) useRuns.setState({ selected, compared: others.slice(0, mostCompared - 1) })
}

/** The shown run and those that are laid over it, as far as they are still there. */
export const comparedRunsOf = (
  { runs, compared }: Pick<Runs, 'runs' | 'compared'>,
  shown: RunSummary,
): RunSummary[] => [shown, ...compared.flatMap((id) => runs?.find((run) => run.id === id && id !== shown.id) ?? [])]

/** Asks about a run where the runs are listed, or stops asking. */
export function askAboutRun(question: RunQuestion | undefined): void {
  if (question) showTab('runs')
  useRuns.setState({ question })
}

/** A run was started here: its curves are what a person wants to see next. */
export const noteStarted = (id: string) =>
  useRuns.setState(({ started }) => ({ selected: id, compared: [], started: [...started, id] }))

export const liveRunOf = ({ runs }: Pick<Runs, 'runs'>): RunSummary | undefined =>
  runs?.find((run) => isLive(run.state))

/** The run that the training panel shows: the chosen one, else the one under way, else the last of this network. */
export function shownRunOf({ runs, selected }: Pick<Runs, 'runs' | 'selected'>, title: string): RunSummary | undefined {
  return runs?.find((run) => run.id === selected) ?? liveRunOf({ runs }) ?? runs?.find((run) => run.title === title)
}

/** The run that an export offers first: the chosen one, else the last of this network, else the last of all. */
export function exportRunOf(
  { runs, selected, started }: Pick<Runs, 'runs' | 'selected' | 'started'>,
  title: string,
): RunSummary | undefined {
  const candidates = (runs ?? []).filter((run) => run.exportable)
  return (
    candidates.find((run) => run.id === selected) ??
    candidates.find((run) => started.includes(run.id) || run.title === title) ??
    candidates[0]
  )
}
