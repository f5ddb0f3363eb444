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

/** How many images are tried at once, and how large a file may be: a photograph in full, and no film. */
export const tryLimits = { images: 24, bytes: 32 * 2 ** 20 }

/** Why an image file of this size is not looked at; undefined where it is. Both ends ask, the window before it sends. */
export const refuseSize = (bytes: number) =>
  bytes <= tryLimits.bytes
    ? undefined
    : fail(
        'image-too-large',
        { en: 'The file is larger than 32 MiB.', zh: '文件超过 32 MiB。' },
        { en: 'Save it smaller, or as a JPEG.', zh: '请缩小图像，或另存为 JPEG。' },
      )
