import type { LoomDocument } from '../../src-core/document/schema.ts'
import type { ModelEnd } from '../../src-core/formats/model-files.ts'
import type { Result } from '../../src-core/result.ts'
import { readFittingWeights } from './fitting-weights.ts'
import type { GivenWeights } from './fitting-weights.ts'
import { readH5 } from './h5.ts'
import type { ImportedModel } from './imported-model.ts'
import { readJson } from './json.ts'
import { readKeras } from './keras.ts'
import { readOnnx } from './onnx.ts'

/** Another program's file to be read: a whole model, or the weights that fit a network. Can be sent to a thread. */
export type Order = ModelOrder | { read: 'weights'; path: string; document: LoomDocument }
interface ModelOrder {
  read: 'model'
  path: string
  end: ModelEnd
}

/** What comes of an order. */
export type Found<O extends Order> = O extends ModelOrder ? ImportedModel : GivenWeights

/** The readers of other programs' models, by the end of a file's name. */
const readers: Readonly<Record<ModelEnd, (path: string) => Promise<Result<ImportedModel>>>> = {
  keras: readKeras,
  h5: readH5,
  hdf5: readH5,
  onnx: readOnnx,
  json: readJson,
}

/** Reads in this thread, which nothing can end: a damaged file may hold it for ever. */
export function readHere<O extends Order>(order: O): Promise<Result<Found<O>>>
export function readHere(order: Order): Promise<Result<ImportedModel | GivenWeights>> {
  return order.read === 'model' ? readers[order.end](order.path) : readFittingWeights(order.path, order.document)
}
