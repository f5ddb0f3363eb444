import { z } from 'zod'
import { resultOf } from '../result.ts'
import { Augmentation } from '../training/augmentation.ts'
import { DataDescription, DataSurvey, Preview, Sample, WantedSchema } from '../training/data-report.ts'
import { call } from './define.ts'

/** A source's text, as `Plan.data` has it: `mnist`, `shapes:classes=5`, `folder:/images`, `csv:/list.csv`, … */
const source = z.string().min(1)
/** How many images are looked at or shown at most. */
const few = z.int().min(1).max(64)

/** What the window asks of data. All answers are small; all but the first look at a sample of at most 64 images. */
export const dataCalls = {
  /**
   * Classes, shapes, numbers and balance. Quick enough for every change of the text: only names are read.
   * `wanted` (see `wantedBy`) is what the open network takes and gives: drawn images and files follow it. What comes back
   * goes into `fitData`, which says whether the network can be trained on it, and `dataFixes`, which says what would help.
   */
  describeData: call(z.strictObject({ data: source, wanted: WantedSchema.optional() }), resultOf(DataDescription)),

  /**
   * Looks at `looks` training images, evenly chosen: their sizes in pixels, colour, mean and deviation in `shape` (for
   * `Augmentation`'s `mean` and `deviation`), and which of them cannot be read.
   */
  surveyData: call(
    z.strictObject({ data: source, wanted: WantedSchema, looks: few.default(64) }),
    resultOf(DataSurvey),
  ),

  /**
   * Small pictures of a source, whole and in their own proportions, at most `side` pixels wide and high. `from` is the
   * first one's place among those of the class, or among all; `total` says how many there are to go through.
   */
  sampleImages: call(
    z.strictObject({
      data: source,
      wanted: WantedSchema.optional(),
      part: z.enum(['train', 'validation']).default('train'),
      /** Only of this class; without it, the classes take turns. */
      label: z.int().nonnegative().optional(),
      from: z.int().nonnegative().default(0),
      count: few.default(24),
      side: z.int().min(16).max(512).default(96),
    }),
    resultOf(z.strictObject({ samples: z.array(Sample), total: z.int().nonnegative() })),
  ),

  /**
   * Some training images as the network would be given them in the first `epochs` epochs of a run with this seed: the
   * very same pictures as the run sees. `from` as for `sampleImages`.
   */
  previewAugmentation: call(
    z.strictObject({
      data: source,
      wanted: WantedSchema,
      augmentation: Augmentation,
      seed: z.int().min(0).default(1),
      from: z.int().nonnegative().default(0),
      count: z.int().min(1).max(16).default(4),
      epochs: z.int().min(1).max(16).default(6),
    }),
    resultOf(z.array(Preview)),
  ),
} as const
