import type * as tfjs from '@tensorflow/tfjs'
import type { BuildContext } from './tfjs.ts'
import type { Activation } from './activations.ts'

type Compute = (tf: typeof tfjs, x: tfjs.Tensor) => tfjs.Tensor

/** From 0 at −3 to 1 at 3. */
const ramp: Compute = (tf, x) => tf.clipByValue(tf.add(tf.div(x, 6), 0.5), 0, 1)

/** What tfjs has no activation for, or, as with its `hardSigmoid`, one of another slope than Keras's. */
const own: Partial<Record<Activation, Compute>> = {
  leaky_relu: (tf, x) => tf.leakyRelu(x, 0.2),
  hard_sigmoid: ramp,
  hard_swish: (tf, x) => tf.mul(x, ramp(tf, x)),
}

/** The name of an activation, which this tfjs knows from now on. */
export function activation({ tf }: BuildContext, id: Activation) {
  const compute = own[id]
  if (compute) tf.serialization.registerClass(activationClass(tf, id, compute))
  // The type of tfjs's layers lists its own names alone.
  return id as 'relu'
}

const activationClass = (tf: typeof tfjs, id: Activation, compute: Compute) =>
  class extends tf.serialization.Serializable {
    static className = id
    apply = (x: tfjs.Tensor) => tf.tidy(() => compute(tf, x))
    getConfig = () => ({})
  }

/** Whether no other reader of tfjs files knows an activation. */
export const isOwnActivation = (id: string): boolean => Object.hasOwn(own, id)
