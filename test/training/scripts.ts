import { join } from 'node:path'
import type { TrainerReport } from '../../src-main/training/messages.ts'

/** One thing that a scripted trainer does. */
export type Action =
  | { do: 'tell'; report: TrainerReport | { type: string } | string | number }
  | { do: 'steps'; from: number; to: number; epoch: number; together?: number; every?: number }
  | { do: 'epoch'; epoch: number; step: number }
  | { do: 'diverge'; step: number; epoch: number }
  | { do: 'wait'; for: number }
  | { do: 'untilOrder'; type: 'stop' }
  | { do: 'print'; text: string }
  | { do: 'kill'; signal: NodeJS.Signals }
  | { do: 'hang' }
  | { do: 'throw'; message: string }
  | { do: 'exit'; code: number }

export const scriptedTrainer = join(import.meta.dirname, 'scripted-trainer.mjs')

/** What such a trainer needs in its environment. */
export const scriptOf = (actions: readonly Action[]) => ({ SCRIPT: JSON.stringify(actions) })

export const ready = (stepsPerEpoch: number, step = 0): Action => ({
  do: 'tell',
  report: { type: 'ready', device: 'CPU', mode: 'graph', stepsPerEpoch, params: 61_706, step },
})
export const phase = (name: 'training' | 'validating'): Action => ({
  do: 'tell',
  report: { type: 'phase', phase: name },
})
export const ended = (how: 'done' | 'stopped'): Action => ({ do: 'tell', report: { type: 'ended', how } })

/** An epoch from its first step to its end. */
export const epoch = (number: number, steps: number): Action[] => [
  phase('training'),
  { do: 'steps', from: (number - 1) * steps + 1, to: number * steps, epoch: number },
  phase('validating'),
  { do: 'epoch', epoch: number, step: number * steps },
  { do: 'tell', report: { type: 'checkpoint', step: number * steps } },
]
