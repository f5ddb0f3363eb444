import { z } from 'zod'
import { Text } from '../text.ts'

const count = z.int().nonnegative()

/** What a network takes and gives, see `wantedBy`. */
export const WantedSchema = z.strictObject({
  shape: z.array(z.int().positive()).readonly(),
  classes: z.int().positive(),
})

/** What a data source holds, found out without loading it: folders are listed, no image is opened but a few for colour. */
export const DataDescription = z.strictObject({
  title: Text,
  /** Of one image: `[height, width, channels]`; of a source that has them in any size, the shape that was wanted. */
  shape: z.array(z.int().positive()),
  /** Other shapes that its images can be had in. */
  otherShapes: z.array(z.array(z.int().positive())),
  /** One name a class, in the order of the labels. */
  classes: z.array(Text),
  /** Numbers of examples. */
  train: count,
  validation: count,
  /** Examples of each class, in the order of the labels. */
  balance: z.strictObject({ train: z.array(count), validation: z.array(count) }),
  /** What a person should know before training: a class with few images, files that are none. */
  notes: z.array(Text),
})
export type DataDescription = z.output<typeof DataDescription>

const range = z.strictObject({ least: count, median: count, most: count })

/** What a sample of a source's training images looks like. */
export const DataSurvey = z.strictObject({
  /** How many images were looked at, and of how many. */
  looked: count,
  of: count,
  /** Of the files, in pixels, before they are brought to the network's shape. */
  width: range,
  height: range,
  /** How many of those have colour, and how many are grey. */
  colour: count,
  grey: count,
  /** Of values in [0, 1] once they have the network's shape; one a channel, for `Augmentation`. */
  mean: z.array(z.number()),
  deviation: z.array(z.number()),
  /** Images that could not be read, by name, with the reason. */
  unreadable: z.array(z.strictObject({ name: z.string(), reason: Text })),
})
export type DataSurvey = z.output<typeof DataSurvey>

/** One image of a source, small. */
export const Sample = z.strictObject({
  /** The file's path within the source, or the number of a drawn image. */
  name: z.string(),
  label: count,
  width: count,
  height: count,
  /** A `data:image/png` address for an `<img>`; absent where it could not be read, then `reason` says why. */
  image: z.string().optional(),
  reason: Text.optional(),
})
export type Sample = z.output<typeof Sample>

/** An image as the network is given it without chance, and as it is in some epochs. */
export const Preview = z.strictObject({
  sample: Sample,
  /** `data:image/png` addresses, in the network's shape, before normalization; the first is without chance. */
  variants: z.array(z.string()),
})
export type Preview = z.output<typeof Preview>
