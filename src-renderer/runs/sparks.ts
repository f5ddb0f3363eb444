import { create } from 'zustand'
import type { RunSummary } from '../../src-core/training/run.ts'
import { main } from '../bridge/main.ts'
import { Series } from '../training/series.ts'

/** Points of a run's small curve. */
const points = 40
const smoothing = 20

/** The small curves of the list, by run. */
export const useSparks = create<Record<string, readonly number[]>>(() => ({}))

const atOf = ({ lastEpoch, state }: RunSummary) => `${lastEpoch?.epoch ?? 0} ${state.phase === 'done'}`
/** How far each run was when it was read last. */
const asked = new Map<string, string>()
let last: Promise<unknown> = Promise.resolve()

/** Reads a run's curve where it is not known yet: one run after the other, as none of them is waited for. */
export function askForSpark(run: RunSummary): void {
  const at = atOf(run)
  if (asked.get(run.id) === at || run.lastEpoch === undefined) return
  asked.set(run.id, at)
  last = last.then(() => read(run.id)).catch(() => asked.delete(run.id))
}

async function read(run: string): Promise<void> {
  const abort = new AbortController()
  try {
    for await (const { steps, epochs } of main.watchRun({ run }, abort.signal)) {
      const series = new Series()
      series.add(steps, epochs)
      const smooth = series.smoothed('loss', smoothing)
      const every = Math.max(1, smooth.length / points)
      const loss = Array.from({ length: Math.min(points, smooth.length) }, (_, i) => smooth[Math.floor(i * every)]!)
      useSparks.setState({ [run]: loss.filter(Number.isFinite) })
      return
    }
  } finally {
    abort.abort()
  }
}
