import type { RunSummary } from '../../src-core/training/run.ts'

/** The titles of runs, with the time of their start where several have the same. */
export function distinctTitles(runs: readonly Pick<RunSummary, 'title' | 'startedAt'>[]): string[] {
  const time = (at: number) =>
    new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
  const times = (title: string) => runs.filter((run) => run.title === title).length
  return runs.map(({ title, startedAt }) => (times(title) > 1 ? `${title} ${time(startedAt)}` : title))
}
