import { z } from 'zod'
import { resultOf } from '../../src-core/result.ts'
import type { ReportedEpoch } from '../../src-core/training/classes.ts'
import { TriedImage } from '../../src-core/training/tried.ts'

/** What a process that answers questions is asked about one image. */
export interface Question {
  /** The run's folder. */
  directory: string
  weights: ReportedEpoch
  /** What the image's file holds. */
  image: Uint8Array
}

/** What it says; classes have their names on the main side. */
export const Answer = resultOf(
  TriedImage.extend({ classes: z.array(TriedImage.shape.classes.element.omit({ name: true })) }),
)
export type Answer = z.output<typeof Answer>
