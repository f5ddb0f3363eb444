import type { Plan } from '../../src-core/training/plan.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import { deviceGuess } from './devices.ts'
import type { Device } from './devices.ts'
import type { RunList } from './run-list.ts'
import { isQueuedElsewhere } from './store.ts'

/**
 * Who has a device, and who waits for one: runs one after the other on each.
 *
 * @param live the summaries of the runs that this process trains
 */
export function runQueue(list: RunList, live: () => RunSummary[]) {
  const guess = deviceGuess()
  /** Where what a run has learned is being used. */
  let asked: Device | undefined

  /** What a plan's device is busy with: a run's title, or nothing where what one has learned is used. */
  function occupied(plan: Plan): { title?: string } | undefined {
    const device = guess.planned(plan)
    const run = live().find((summary) => guess.of(summary) === device)
    if (run) return { title: run.title }
    return asked === device ? {} : undefined
  }

  return {
    deviceOf: guess.planned,
    occupied,
    /** A run under way has found out on which device it computes. */
    learn: guess.learn,

    /** Keeps a device for the use of what a run has learned, until it is let go. */
    take(device: Device) {
      asked = device
    },
    letGo() {
      asked = undefined
    },

    /** The state in which a run is written down that is asked for now. */
    turnOf(plan: Plan): Pick<RunSummary, 'state' | 'place'> {
      if (!occupied(plan)) return { state: { phase: 'preparing' } }
      return { state: { phase: 'queued' }, place: (list.queued().at(-1)?.place ?? 0) + 1 }
    },

    /** The runs that may begin, in turn: each is asked about when those before it have begun. */
    *next(): Iterable<RunSummary> {
      for (const { id } of list.queued()) {
        const run = list.refresh(id)
        if (run?.state.phase !== 'queued' || isQueuedElsewhere(run.directory)) continue
        if (!occupied(run.plan)) yield run
      }
    },

    /** The queued runs that have another place when one of them is moved to `place`, from 1. */
    moved(run: RunSummary, place: number): { run: RunSummary; place: number }[] {
      const others = list.queued().filter(({ id }) => id !== run.id)
      const order = others.toSpliced(place - 1, 0, run)
      return order.map((run, index) => ({ run, place: index + 1 })).filter(({ run, place }) => run.place !== place)
    },
  }
}
