import type { Shape } from '../../src-core/graph/shape.ts'
import type { Result } from '../../src-core/result.ts'
import type { DataFacts, Wanted } from '../../src-core/training/data.ts'
import type { Text } from '../../src-core/text.ts'

/** What a data source holds, found out without loading it. */
export interface DataDescription extends DataFacts {
  /** Numbers of examples. */
  train: number
  validation: number
  /** Examples of each class. */
  balance: { train: number[]; validation: number[] }
  /** What a person should know before training. */
  notes: Text[]
}

/** One image: bytes, row by row, channels last. */
export interface Picture {
  height: number
  width: number
  channels: number
  pixels: Uint8Array
}

export interface Size {
  height: number
  width: number
}

/** Where the images of a part of the data are. Nothing but values, so that it can be sent to a thread. */
export type Origin =
  /** In memory: whole images one after another, put in the middle of zeros of `padTo` where that is said. */
  | (Size & { kind: 'bytes'; channels: number; pixels: Uint8Array; padTo?: Size })
  /** Drawn by seed and number, from `first` on; one class after another in turn. */
  | { kind: 'drawn'; seed: number; first: number; classes: number }
  /** Files, each with its own size; brought to `own` first, where that is said, and put in the middle of zeros. */
  | { kind: 'files'; paths: string[]; own?: Size }
  /** The same with what the files hold, in memory. */
  | { kind: 'encoded'; files: Uint8Array[]; own?: Size }

/** The training or the validation part of a source. */
export interface Part {
  origin: Origin
  /** One a example: the number of its class. */
  labels: Int32Array
  /** What a person knows an example by. */
  name(index: number): string
}

export interface Parts {
  train: Part
  validation: Part
}

/** A kind of data that can be trained on. `argument` is what follows the colon in `folder:<dir>`, or `''`. */
export interface DataSource {
  /**
   * Numbers, shapes and names; quick enough to be asked while a person chooses.
   * @param wanted what the network takes and gives, where there is one
   */
  describe(argument: string, wanted?: Wanted): Promise<Result<DataDescription>>
  /** @param wanted a shape that `describe` named, and as many classes */
  load(argument: string, wanted: Wanted): Promise<Result<Parts>>
}

/** How many examples the parts have, in all and of each class. */
export function countExamples(
  labels: { train: Iterable<number>; validation: Iterable<number> },
  classes: number,
): Pick<DataDescription, 'train' | 'validation' | 'balance'> {
  const balance = {
    train: countLabels(labels.train, classes),
    validation: countLabels(labels.validation, classes),
  }
  const all = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)
  return { train: all(balance.train), validation: all(balance.validation), balance }
}

function countLabels(labels: Iterable<number>, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0)
  for (const label of labels) counts[label]! += 1
  return counts
}

/** Images can be had in any size, in grey or in colour. */
export const isImage = (shape: Shape): boolean => shape.length === 3 && (shape[2] === 1 || shape[2] === 3)

/** Names by which images in memory are told apart. */
export const numbered = (index: number): string => `#${index + 1}`

export interface Batch {
  count: number
  /** `[count, height, width, channels]`, values in [0, 1] where the plan does not normalize them. */
  images: Float32Array
  /** `[count]`, the classes' numbers. */
  labels: Int32Array
}

/** An image that could not be read and was left out. */
export interface Skipped {
  name: string
  reason: Text
}

/** A part of the data as a network is given it: batch by batch, every image made ready. */
export interface Examples {
  count: number
  /** How many batches should be under way at once so that none is waited for: 0 where they are there at once. */
  ahead: number
  /**
   * Examples by their numbers. Where images cannot be read, a training batch has the next readable ones in their places,
   * so that it stays as large as it is; another batch is smaller.
   * @param epoch what is done to the images by chance follows from it; from 1
   */
  read(indices: Uint32Array, epoch: number): Batch | Promise<Batch>
  /** Takes the memory of a batch that nothing needs any more, for another one. */
  giveBack(batch: Batch): void
}

export interface Dataset {
  /** Of one image: `[height, width, channels]`. */
  shape: Shape
  train: Examples
  validation: Examples
  /** Images that could not be read so far, each once. */
  skipped: Skipped[]
  /** Ends the threads. */
  close(): Promise<void>
}
