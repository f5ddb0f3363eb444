import { z } from 'zod'
import { resultOf } from '../result.ts'
import { reportedEpochs } from '../training/classes.ts'
import { TriedImage } from '../training/tried.ts'
import { call } from './define.ts'

/** What the window asks of a trained network. Images travel one a call, as the bytes of their files. */
export const tryCalls = {
  /**
   * What a run's weights, its best ones where nobody says, say of an image. One that cannot be read, or is too large, is
   * refused with a sentence. The first call starts TensorFlow in a process of its own, which stays for the next ones.
   */
  tryImage: call(
    z.strictObject({
      run: z.string(),
      weights: z.enum(reportedEpochs).default('best'),
      image: z.instanceof(Uint8Array),
    }),
    resultOf(TriedImage),
  ),
} as const
