import type { Shape } from '../../src-core/graph/shape.ts'
import type { Result } from '../../src-core/result.ts'
import type { DataFacts, Wanted } from '../../src-core/training/data.ts'

/** What a data source holds, found out without loading it. */
export interface DataDescription extends DataFacts {
  /** Numbers of examples. */
  train: number
  validation: number
}

/** Images with their classes, read a batch at a time. */
export interface Examples {
  count: number
  /**
   * Reads the examples at `indices`, one after another.
   * @param images filled with values in [0, 1], channels last; all 0 when given
   * @param labels filled with the classes' numbers
   */
  read(indices: Uint32Array, images: Float32Array, labels: Int32Array): void | Promise<void>
}

export interface Dataset {
  /** Of one image: `[height, width, channels]`. */
  shape: Shape
  train: Examples
  validation: Examples
}

/** A kind of data that can be trained on. `argument` is what follows the colon in `folder:<dir>`, or `''`. */
export interface DataSource {
  /**
   * Numbers, shapes and names; quick enough to be asked while a person chooses.
   * @param wanted what the network takes and gives, where there is one
   */
  describe(argument: string, wanted?: Wanted): Promise<Result<DataDescription>>
  /** @param wanted a shape that `describe` named, and as many classes */
  load(argument: string, wanted: Wanted): Promise<Result<Dataset>>
}
