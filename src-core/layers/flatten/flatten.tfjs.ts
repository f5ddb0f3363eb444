import type { BuildLayer } from '../tfjs.ts'

export const buildFlatten: BuildLayer<object> = ({ tf, name }) => {
  const layer = tf.layers.flatten({ name, dataFormat: 'channelsLast' })
  // Keras takes what is flat already; tfjs would want two axes beside the batch.
  layer.inputSpec = [new tf.InputSpec({ minNDim: 2 })]
  return layer
}
