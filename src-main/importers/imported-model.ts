import type { LoomDocument } from '../../src-core/document/schema.ts'
import type { Text } from '../../src-core/text.ts'
import type { LayerWeight } from '../training/weights.ts'

/** What was read of another program's model. */
export interface ImportedModel {
  document: LoomDocument
  /** None where the file has the architecture alone. */
  weights: LayerWeight[]
  /** What could not be kept, in sentences. */
  notes: Text[]
}
