import { z } from 'zod'
import { fail } from '../result.ts'
import { Text } from '../text.ts'
import { Thumbnail } from './classes.ts'
import { WeightsOrigin } from './run.ts'

/** What a run's network says of one image. */
export const TriedImage = z.strictObject({
  /** Which of the run's weights said it. */
  weights: WeightsOrigin,
  /** What the network saw: the image as it was made ready, before it was normalized. Absent where it takes no pictures. */
  picture: Thumbnail.optional(),
  /** The likeliest first, five at most. */
  classes: z.array(z.strictObject({ index: z.int().nonnegative(), name: Text, probability: z.number() })),
  /** From the file's bytes to the probabilities. */
  seconds: z.number().nonnegative(),
})
export type TriedImage = z.output<typeof TriedImage>

const side = z.int().positive()

/** What some channels of a layer give for an image. */
export const FeatureMaps = z.strictObject({
  height: side,
  width: side,
  /** Of the layer, of which these are some. */
  channels: side,
  /** A map after another, row by row: from 0, the lowest value of its channel, to 255, its highest. */
  pixels: z.instanceof(Uint8Array),
  /** The lowest and the highest value of each. */
  ranges: z.array(z.tuple([z.number(), z.number()])),
})
export type FeatureMaps = z.output<typeof FeatureMaps>

/** Where a layer finds what speaks for a class (Grad-CAM). */
export const HeatMap = z.strictObject({
  height: side,
  width: side,
  /** Row by row: 255 where most speaks for the class, all 0 where nothing does. */
  pixels: z.instanceof(Uint8Array),
})
export type HeatMap = z.output<typeof HeatMap>

/** Images that are tried at once, bytes of a file (a photograph in full, and no film), and maps that an answer has. */
export const tryLimits = { images: 24, bytes: 32 * 2 ** 20, maps: 64 }

/** Why an image file of this size is not looked at; undefined where it is. Both ends ask, the window before it sends. */
export const refuseSize = (bytes: number) =>
  bytes <= tryLimits.bytes
    ? undefined
    : fail(
        'image-too-large',
        { en: 'The file is larger than 32 MiB.', zh: '文件超过 32 MiB。' },
        { en: 'Save it smaller, or as a JPEG.', zh: '请缩小图像，或另存为 JPEG。' },
      )
