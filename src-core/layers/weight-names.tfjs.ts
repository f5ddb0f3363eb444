import type * as tfjs from '@tensorflow/tfjs'

/**
 * Keras's name of a weight. A reader of tfjs files finds a weight by its name, so that our layers keep tfjs's where it is
 * another than Keras's; it is said as `<layer>/<name>`.
 */
export function weightName(layer: tfjs.layers.Layer, weight: tfjs.LayerVariable): string {
  const name = weight.originalName.split('/').at(-1)!
  return name === 'depthwise_kernel' && layer.getClassName().endsWith('DepthwiseConv2D') ? 'kernel' : name
}
