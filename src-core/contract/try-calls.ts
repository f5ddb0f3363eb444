import { z } from 'zod'
import { resultOf } from '../result.ts'
import { reportedEpochs } from '../training/classes.ts'
import { FeatureMaps, HeatMap, TriedImage, tryLimits } from '../training/tried.ts'
import { call } from './define.ts'

/** Whose weights are asked, the best ones where nobody says, and the bytes of an image's file. */
const question = z.strictObject({
  run: z.string(),
  weights: z.enum(reportedEpochs).default('best'),
  image: z.instanceof(Uint8Array),
})

/**
 * What the window asks of a trained network, one image a call. An image that cannot be read, or is too large, is refused
 * with a sentence. The first call starts TensorFlow in a process of its own, which stays for the next ones.
 */
export const tryCalls = {
  /** What the network takes an image for. */
  tryImage: call(question, resultOf(TriedImage)),
  /** What a layer's channels give for it, from one channel on. */
  featureMaps: call(
    question.extend({
      layer: z.string(),
      from: z.int().nonnegative().default(0),
      count: z.int().min(1).max(tryLimits.maps).default(tryLimits.maps),
    }),
    resultOf(FeatureMaps),
  ),
  /** Where a layer finds in it what speaks for a class. */
  heatMap: call(question.extend({ layer: z.string(), label: z.int().nonnegative() }), resultOf(HeatMap)),
} as const
