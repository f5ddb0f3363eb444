import { create } from 'zustand'
import type { Failure } from '../../src-core/result.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import { isLive } from '../../src-core/training/run.ts'
import { follow } from '../bridge/follow.ts'
import { main } from '../bridge/main.ts'

interface Runs {
  /** Newest first; undefined until the main side has told. */
  runs: RunSummary[] | undefined
  /** The run whose curves a person chose to see. */
  selected: string | undefined
  /** Runs that were started from this window, newest last: the export's default. */
  started: string[]
  /** Why the last attempt to start or resume a run came to nothing. */
  refused: Failure | undefined
}

/** The runs that there are, and the one that the panels show. */
export const useRuns = create<Runs>(() => ({ runs: undefined, selected: undefined, started: [], refused: undefined }))

export const followRuns = (signal: AbortSignal): Promise<void> =>
  follow((signal) => main.runs({}, signal), {
    signal,
    onItem: (runs) => useRuns.setState({ runs: [...runs].sort((a, b) => b.startedAt - a.startedAt) }),
  })

export const selectRun = (id: string | undefined) => useRuns.setState({ selected: id })

/** A run was started here: its curves are what a person wants to see next. */
export const noteStarted = (id: string) =>
  useRuns.setState(({ started }) => ({ selected: id, started: [...started, id] }))

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
