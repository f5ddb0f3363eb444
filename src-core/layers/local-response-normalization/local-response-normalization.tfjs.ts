import type { Tensor4D } from '@tensorflow/tfjs'
import { ownLayer } from '../own-layer.tfjs.ts'
import type { BuildLayer } from '../tfjs.ts'
import type { LocalResponseNormalizationParams } from './local-response-normalization.ts'

export const buildLocalResponseNormalization: BuildLayer<LocalResponseNormalizationParams> = (context, params) =>
  ownLayer(context, {
    className: 'LocalResponseNormalization',
    params,
    compute(input) {
      const { depthRadius, bias, alpha, beta } = params
      return context.tf.localResponseNormalization(input as Tensor4D, depthRadius, bias, alpha, beta)
    },
  })
