import type * as tfjs from '@tensorflow/tfjs'
import type { NativeOperations } from '../../../src-core/layers/tfjs.ts'
import { attributes, types } from './binding.ts'
import type { TensorFlowBackend } from './binding.ts'

type GroupedConv2d = NonNullable<NativeOperations['groupedConv2d']>

/** As it is registered with tfjs, whose own convolution has no groups. */
const convolving = 'LayerloomGroupedConv2D'

/**
 * TensorFlow's convolution, which takes a kernel as deep as one group of the input's channels. On a CPU its gradients
 * need oneDNN: nothing where they do not come out right.
 */
export function registerGroupedConvolution(tf: typeof tfjs, backend: TensorFlowBackend): GroupedConv2d | undefined {
  if (!tf.getKernel(convolving, 'tensorflow')) register(tf, backend)
  const convolve: GroupedConv2d = (input, kernel, options) =>
    tf.engine().runKernel(convolving, { input, kernel }, { ...options }) as tfjs.Tensor4D
  works ??= isRight(tf, convolve)
  return works ? convolve : undefined
}

/** What {@link isRight} found in this process. */
let works: boolean | undefined

function register(tf: typeof tfjs, backend: TensorFlowBackend): void {
  const { type, int, string } = attributes(backend)
  const given = ({ strides, padding }: Parameters<GroupedConv2d>[2]) => [
    type('T', types.float),
    int('strides', [1, ...strides, 1]),
    string('padding', padding.toUpperCase()),
    string('data_format', 'NHWC'),
  ]
  const run = (op: string, attrs: unknown, inputs: tfjs.Tensor[]) =>
    backend.executeMultipleOutputs(op, given(attrs as Parameters<GroupedConv2d>[2]), inputs, 1)[0]!
  tf.registerKernel({
    kernelName: convolving,
    backendName: 'tensorflow',
    kernelFunc({ inputs, attrs }) {
      const { input, kernel } = inputs as Record<string, tfjs.Tensor>
      return run('Conv2D', attrs, [input!, kernel!])
    },
  })
  tf.registerGradient({
    kernelName: convolving,
    inputsToSave: ['input', 'kernel'],
    gradFunc(dy, saved, attrs) {
      const [input, kernel] = saved as [tfjs.Tensor, tfjs.Tensor]
      const change = dy as tfjs.Tensor
      const shapeOf = ({ shape }: tfjs.Tensor) => tf.tensor1d(shape, 'int32')
      return {
        input: () => run('Conv2DBackpropInput', attrs, [shapeOf(input), kernel, change]),
        kernel: () => run('Conv2DBackpropFilter', attrs, [input, shapeOf(kernel), change]),
      }
    },
  })
}

/** Convolves a small image in two groups, there and back, and compares with two convolutions. */
function isRight(tf: typeof tfjs, convolve: GroupedConv2d): boolean {
  return tf.tidy(() => {
    const image = tf.reshape(tf.linspace(-1, 1, 64), [1, 4, 4, 4] as const) as tfjs.Tensor4D
    const kernel = tf.reshape(tf.linspace(-2, 2, 72), [3, 3, 2, 4] as const) as tfjs.Tensor4D
    const apart = (x: tfjs.Tensor4D, k: tfjs.Tensor4D) => {
      const kernels = tf.split<tfjs.Tensor4D>(k, 2, 3)
      return tf.concat(
        tf.split<tfjs.Tensor4D>(x, 2, 3).map((part, group) => tf.conv2d(part, kernels[group]!, 1, 'same')),
        3,
      )
    }
    const together = (x: tfjs.Tensor4D, k: tfjs.Tensor4D) => convolve(x, k, { strides: [1, 1], padding: 'same' })
    const sumOfSquares = (f: typeof apart) => (x: tfjs.Tensor, k: tfjs.Tensor) =>
      tf.sum(tf.square(f(x as tfjs.Tensor4D, k as tfjs.Tensor4D))) as tfjs.Scalar
    try {
      const [ours, theirs] = [together, apart].map((f) => tf.valueAndGrads(sumOfSquares(f))([image, kernel]))
      const furthest = (a: tfjs.Tensor, b: tfjs.Tensor) => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0]!
      return ours!.grads.every((gradient, index) => furthest(gradient, theirs!.grads[index]!) < 1e-3)
    } catch {
      return false
    }
  })
}
