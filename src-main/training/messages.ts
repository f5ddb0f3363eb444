import type { Failure } from '../../src-core/result.ts'
import type { EpochMetrics, StepMetrics } from '../../src-core/training/metrics.ts'

/** What the main side tells a trainer. The first message says what it is for; `stop` ends a training after its step. */
export type TrainerOrder =
  /** Trains what the run folder holds (`graph.loom`, `plan.json`), from its checkpoint where it has one. */
  | { type: 'train'; directory: string; datasets: string }
  /** Measures the folder's weights on the validation part of a data source. */
  | { type: 'evaluate'; directory: string; datasets: string; data: string }
  | { type: 'stop' }

/** What a trainer tells. Anything it says is a sign of life; `alive` comes where there is nothing else to say. */
export type TrainerReport =
  | { type: 'alive' }
  /** The model stands and the data is read. `device` is the one that answered, e.g. `CPU`. */
  | { type: 'ready'; device: string; stepsPerEpoch: number; params: number }
  | { type: 'phase'; phase: 'training' | 'validating' }
  | ({ type: 'step' } & StepMetrics)
  | ({ type: 'epoch' } & EpochMetrics)
  /** `checkpoint.bin` now holds everything up to and with this step; the trainer writes it, whole or not at all. */
  | { type: 'checkpoint'; step: number }
  | { type: 'log'; line: string }
  | { type: 'evaluated'; loss: number; accuracy: number; examples: number }
  /** The last word: the trainer exits after it. */
  | { type: 'ended'; how: 'done' | 'stopped' }
  | { type: 'failed'; failure: Failure }
