import { z } from 'zod'
import { Text } from '../text.ts'
import { Validation } from './metrics.ts'

const count = z.int().nonnegative()
const share = z.number().min(0).max(1)

/** How well one class is told from the others. */
export const ClassFigures = z.strictObject({
  /** Of the examples that were given this class, the share that has it; 0 where there are none. */
  precision: share,
  /** Of the examples that have this class, the share that was given it; 0 where there are none. */
  recall: share,
  /** The harmonic mean of both. */
  f1: share,
  /** Examples of the class. */
  support: count,
})
export type ClassFigures = z.output<typeof ClassFigures>

/** An image as small as a list shows it. */
export const Thumbnail = z.strictObject({
  width: z.int().positive(),
  height: z.int().positive(),
  /** 1: grey; 3: red, green, blue. */
  channels: z.union([z.literal(1), z.literal(3)]),
  /** Row by row from the top left, a byte a channel, as base64. */
  pixels: z.string(),
})
export type Thumbnail = z.output<typeof Thumbnail>

/** An example that was taken for another class. */
export const Mistake = z.strictObject({
  /** Its number in the validation part of the data. */
  index: count,
  truth: count,
  predicted: count,
  /** What the network gave the wrong class and the right one. */
  confidence: share,
  truthConfidence: share,
  /** What the network saw; absent where the input is no image. */
  image: Thumbnail.optional(),
})
export type Mistake = z.output<typeof Mistake>

/** How the classes are told apart on the validation examples after an epoch. */
export const ClassReport = z.strictObject({
  epoch: z.int().positive(),
  step: count,
  examples: count,
  validation: Validation,
  /** In the order of the labels. */
  classes: z.array(Text),
  figures: z.array(ClassFigures),
  /** The confusion matrix's cells that are not 0, `[class, predicted class, examples]`: a thousand classes have few. */
  cells: z.array(z.tuple([count, count, z.int().positive()])),
  /** Those that the network was surest of, the worst first. */
  mistakes: z.array(Mistake),
})
export type ClassReport = z.output<typeof ClassReport>

/** The epochs whose report is kept. */
export const reportedEpochs = ['last', 'best'] as const
export type ReportedEpoch = (typeof reportedEpochs)[number]
