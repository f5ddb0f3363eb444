import type * as tfjs from '@tensorflow/tfjs'
import { buildDropout } from '../dropout/dropout.tfjs.ts'
import type { BuildLayer } from '../tfjs.ts'
import type { DropConnectParams } from './drop-connect.ts'

/** A dropout that draws once an example: its noise has the shape (batch, 1, 1, 1), known once the input's rank is. */
export const buildDropConnect: BuildLayer<DropConnectParams> = (context, params) => {
  const layer = buildDropout(context, params)
  const build = layer.build.bind(layer)
  layer.build = (input) => {
    const [, ...axes] = input as tfjs.Shape
    Object.assign(layer, { noiseShape: [null, ...axes.map(() => 1)] })
    build(input)
  }
  return layer
}
