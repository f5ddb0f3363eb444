import { z } from 'zod'
import { Failure } from '../../src-core/result.ts'
import { EpochMetrics, StepMetrics, Validation } from '../../src-core/training/metrics.ts'
import { StepMode, WeightsOrigin } from '../../src-core/training/run.ts'
import { Text } from '../../src-core/text.ts'
import type { TrainerReport } from './messages.ts'
import { Answer } from './questions.ts'
import { Recent } from './recent.ts'

const count = z.int().nonnegative()

const Prediction = z.union([
  z.strictObject({
    classes: z.array(z.strictObject({ index: count, probability: z.number() })),
    seconds: z.number().nonnegative(),
  }),
  z.strictObject({ unreadable: Text }),
])

const Report = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('alive') }),
  z.strictObject({
    type: z.literal('ready'),
    device: z.string(),
    mode: StepMode,
    stepsPerEpoch: count,
    params: count,
    step: count,
    recent: Recent.optional(),
  }),
  z.strictObject({ type: z.literal('phase'), phase: z.enum(['training', 'validating']) }),
  z.strictObject({ type: z.literal('steps'), steps: z.array(StepMetrics) }),
  EpochMetrics.extend({ type: z.literal('epoch') }),
  z.strictObject({ type: z.literal('checkpoint'), step: count }),
  z.strictObject({ type: z.literal('log'), line: z.string() }),
  Validation.extend({ type: z.literal('evaluated'), examples: count, weights: WeightsOrigin }),
  z.strictObject({ type: z.literal('predicted'), weights: WeightsOrigin, images: z.array(Prediction) }),
  z.strictObject({ type: z.literal('answered'), id: count, answer: Answer }),
  z.strictObject({ type: z.literal('ended'), how: z.enum(['done', 'stopped']) }),
  z.strictObject({ type: z.literal('failed'), failure: Failure }),
])

/** What a trainer said, or nothing where it is no report: another version's, or a library's that uses the channel. */
export function parseReport(message: unknown): TrainerReport | undefined {
  const parsed = Report.safeParse(message)
  return parsed.success ? parsed.data : undefined
}
