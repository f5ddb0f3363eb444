import type * as tfjs from '@tensorflow/tfjs'
import { attributes, types } from './binding.ts'
import type { TensorFlowBackend } from './binding.ts'

/** Kernels whose gradient TensorFlow computes from what they gave and what comes back, in the order that it takes them. */
const ofOutput: Record<string, { op: string; changeFirst: boolean }> = {
  Relu: { op: 'ReluGrad', changeFirst: true },
  Relu6: { op: 'Relu6Grad', changeFirst: true },
  Sigmoid: { op: 'SigmoidGrad', changeFirst: false },
  Tanh: { op: 'TanhGrad', changeFirst: false },
}

/** Replaces gradients that tfjs computes in a chain of operations by TensorFlow's own: from then on for every network of this process. */
export function registerGradients(tf: typeof tfjs, backend: TensorFlowBackend): void {
  if (replaced.has(backend)) return
  replaced.add(backend)
  const { type } = attributes(backend)
  for (const [kernelName, { op, changeFirst }] of Object.entries(ofOutput)) {
    tf.registerGradient({
      kernelName,
      outputsToSave: [true],
      gradFunc(dy, [output]) {
        const inputs = changeFirst ? [dy as tfjs.Tensor, output!] : [output!, dy as tfjs.Tensor]
        return { x: () => backend.executeMultipleOutputs(op, [type('T', types.float)], inputs, 1)[0]! }
      },
    })
  }
}

const replaced = new WeakSet<TensorFlowBackend>()
