import { z } from 'zod'
import { resultOf } from '../../src-core/result.ts'
import type { ReportedEpoch } from '../../src-core/training/classes.ts'
import { FeatureMaps, HeatMap, TriedImage } from '../../src-core/training/tried.ts'

/** What a process that answers questions is asked about one image. */
export type Question = {
  /** The run's folder. */
  directory: string
  weights: ReportedEpoch
  /** What the image's file holds. */
  image: Uint8Array
} & (
  | { about: 'classes' }
  | { about: 'maps'; layer: string; from: number; count: number }
  | { about: 'heat'; layer: string; label: number }
)
export type Subject = Question['about']

const said = {
  /** They have their names on the main side. */
  classes: TriedImage.extend({ classes: z.array(TriedImage.shape.classes.element.omit({ name: true })) }),
  maps: FeatureMaps,
  heat: HeatMap,
} satisfies Record<Subject, z.ZodObject>

/** What it says, about what it was asked. */
export const Answer = resultOf(
  z.discriminatedUnion('about', [
    said.classes.extend({ about: z.literal('classes') }),
    said.maps.extend({ about: z.literal('maps') }),
    said.heat.extend({ about: z.literal('heat') }),
  ]),
)
export type Answer = z.output<typeof Answer>
