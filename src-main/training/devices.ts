import { existsSync } from 'node:fs'
import type { Plan } from '../../src-core/training/plan.ts'
import type { RunSummary } from '../../src-core/training/run.ts'

/** Where a run computes: two on one device would halve each other's speed and may not fit into its memory together. */
export type Device = 'cpu' | 'gpu'

/** On which device runs compute: guessed until the first one has said which device answered it. */
export function deviceGuess() {
  let hasGpu = existsSync('/proc/driver/nvidia/version')
  const planned = ({ device }: Plan): Device => (device !== 'cpu' && hasGpu ? 'gpu' : 'cpu')
  return {
    planned,
    /** The device of a run under way. */
    of({ plan, device }: RunSummary): Device {
      if (device === undefined) return planned(plan)
      return device.startsWith('GPU') ? 'gpu' : 'cpu'
    },
    /** A run that was to take a GPU where there is one has found out. */
    learn({ plan, device }: RunSummary) {
      if (device !== undefined && plan.device !== 'cpu') hasGpu = device.startsWith('GPU')
    },
  }
}
