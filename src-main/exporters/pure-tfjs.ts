import type * as tfjs from '@tensorflow/tfjs'

/**
 * tfjs without TensorFlow, for building models and writing files: it needs nothing but npm. Loaded when first wanted,
 * because it takes half a second; its advice to install the native package is for other programs than this one.
 */
export async function pureTfjs(): Promise<typeof tfjs> {
  const tf = await import('@tensorflow/tfjs')
  tf.enableProdMode()
  return tf
}
