import type * as tfjs from '@tensorflow/tfjs'
import type { NativeOperations } from '../../../src-core/layers/tfjs.ts'
import { attributes, types } from './binding.ts'
import type { TensorFlowBackend } from './binding.ts'
import { registerGroupedConvolution } from './grouped-convolution.ts'
import { registerGradients } from './native-gradients.ts'

/** Names of kernels that tfjs lacks, as they are registered with it. */
const normalizing = 'LayerloomNormalize'

/**
 * TensorFlow's own operations for layers, registered with tfjs as kernels with gradients.
 *
 * @param step the number of the step under way, an int32 scalar
 */
export function nativeOperations(
  tf: typeof tfjs,
  backend: TensorFlowBackend,
  step: () => tfjs.Scalar,
): NativeOperations {
  registerGradients(tf, backend)
  registerNormalization(tf, backend)
  const groupedConv2d = registerGroupedConvolution(tf, backend)
  const { type } = attributes(backend)
  return {
    ...(groupedConv2d && { groupedConv2d }),

    uniform: (shape, seed) =>
      tf.tidy(() => {
        const seeds = tf.stack([tf.scalar(seed, 'int32'), step()])
        const drawn = [type('dtype', types.float), type('T', types.int32), type('Tseed', types.int32)]
        return backend.executeMultipleOutputs(
          'StatelessRandomUniform',
          drawn,
          [tf.tensor1d([...shape], 'int32'), seeds],
          1,
        )[0]!
      }),

    normalize(input, { gamma, beta, epsilon }) {
      const [output, mean, variance] = tf
        .engine()
        .runKernel(normalizing, { input, gamma, beta }, { epsilon }) as tfjs.Tensor[]
      const count = input.size / gamma.size
      return {
        output: output as tfjs.Tensor4D,
        mean: mean as tfjs.Tensor1D,
        // TensorFlow gives the unbiased one, Keras keeps the other.
        variance: tf.mul(variance as tfjs.Tensor1D, (count - 1) / count),
      }
    },
  }
}

function registerNormalization(tf: typeof tfjs, backend: TensorFlowBackend): void {
  if (tf.getKernel(normalizing, 'tensorflow')) return
  const { type, float, string, bool } = attributes(backend)
  const given = (epsilon: number) => [
    type('T', types.float),
    type('U', types.float),
    float('epsilon', epsilon),
    string('data_format', 'NHWC'),
    bool('is_training', true),
  ]
  tf.registerKernel({
    kernelName: normalizing,
    backendName: 'tensorflow',
    kernelFunc({ inputs, attrs }) {
      const { input, gamma, beta } = inputs as Record<string, tfjs.Tensor>
      const none = tf.tensor1d([], 'float32')
      const all = [...given(attrs!.epsilon as number), float('exponential_avg_factor', 1)]
      const outputs = backend.executeMultipleOutputs('FusedBatchNormV3', all, [input!, gamma!, beta!, none, none], 6)
      none.dispose()
      return outputs
    },
  })
  tf.registerGradient({
    kernelName: normalizing,
    inputsToSave: ['input', 'gamma'],
    // What TensorFlow keeps for the way back.
    outputsToSave: [false, false, false, true, true, true],
    gradFunc(dy, saved, attrs) {
      const [change] = dy as tfjs.Tensor[]
      const all = given(attrs.epsilon as number)
      const [input, gamma, beta] = backend.executeMultipleOutputs('FusedBatchNormGradV3', all, [change!, ...saved], 5)
      return { input: () => input!, gamma: () => gamma!, beta: () => beta! }
    },
  })
}
