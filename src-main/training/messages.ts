import type { Failure } from '../../src-core/result.ts'
import type { ReportedEpoch } from '../../src-core/training/classes.ts'
import type { StepMode, WeightsOrigin } from '../../src-core/training/run.ts'
import type { EpochMetrics, StepMetrics, Validation } from '../../src-core/training/metrics.ts'
import type { Text } from '../../src-core/text.ts'
import type { Answer, Question } from './questions.ts'
import type { Recent } from './recent.ts'

/** What the main side tells a trainer. The first message says what it is for; `stop` ends a training after its step. */
export type TrainerOrder =
  /** Trains what the run folder holds (`graph.loom`, `plan.json`), from its checkpoint where it has one. */
  | { type: 'train'; directory: string }
  /** Measures the folder's weights on the validation part of a data source. */
  | { type: 'evaluate'; directory: string; data: string; weights: ReportedEpoch }
  /** Asks the folder's weights what image files show. */
  | { type: 'predict'; directory: string; images: string[]; weights: ReportedEpoch }
  /** Answers questions about what runs have learned, until it is told to stop. */
  | { type: 'answer' }
  | ({ type: 'question'; id: number } & Question)
  | { type: 'stop' }

/** The likeliest classes of an image, the first the likeliest, and how long it took from the file; or why there are none. */
export type ImagePrediction =
  { classes: { index: number; probability: number }[]; seconds: number } | { unreadable: Text }

/** What a trainer tells. Anything it says is a sign of life; `alive` comes where there is nothing else to say. */
export type TrainerReport =
  | { type: 'alive' }
  /**
   * The model stands and the data is read. `device` is the one that answered, e.g. `CPU`; `mode` is how steps are taken,
   * as one graph or operation by operation. `step` is the step that the
   * checkpoint brought back, 0 without one: what an earlier trainer told of later steps is about to be done again.
   * `recent` is what the checkpoint knows of the steps before: nobody may have written that down.
   */
  | {
      type: 'ready'
      device: string
      mode: StepMode
      stepsPerEpoch: number
      params: number
      step: number
      recent?: Recent
    }
  | { type: 'phase'; phase: 'training' | 'validating' }
  /** Steps done since the last such report, in order: quick ones are told of together. */
  | { type: 'steps'; steps: StepMetrics[] }
  /** Told before the checkpoint of its last step, so that a run that goes on from there has it. */
  | ({ type: 'epoch' } & EpochMetrics)
  /** `checkpoint.bin` now holds everything up to and with this step; the trainer writes it, whole or not at all. */
  | { type: 'checkpoint'; step: number }
  | { type: 'log'; line: string }
  | ({ type: 'evaluated'; examples: number; weights: WeightsOrigin } & Validation)
  /** One an image, in their order. */
  | { type: 'predicted'; weights: WeightsOrigin; images: ImagePrediction[] }
  /** One a question, in their order. */
  | { type: 'answered'; id: number; answer: Answer }
  /** The last word: the trainer exits after it. */
  | { type: 'ended'; how: 'done' | 'stopped' }
  | { type: 'failed'; failure: Failure }
