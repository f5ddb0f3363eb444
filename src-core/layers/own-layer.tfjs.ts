import type * as tfjs from '@tensorflow/tfjs'
import type { BuildContext } from './tfjs.ts'

/** A layer without weights that tfjs lacks. */
interface OwnLayer {
  /** No other reader of tfjs files knows this class: by it an exporter can tell. */
  className: string
  params: tfjs.serialization.ConfigDict
  /** The output's shape with its batch axis, where it is not the first input's. */
  shape?(input: tfjs.Shape): tfjs.Shape
  /** In steps that tfjs has the gradients of. */
  compute(...inputs: tfjs.Tensor[]): tfjs.Tensor
}

export function ownLayer({ tf, name }: BuildContext, { className, params, shape, compute }: OwnLayer) {
  class Own extends tf.layers.Layer {
    static className = className

    override computeOutputShape(input: tfjs.Shape | tfjs.Shape[]): tfjs.Shape {
      const first = Array.isArray(input[0]) ? input[0] : (input as tfjs.Shape)
      return shape ? shape(first) : first
    }

    override call(inputs: tfjs.Tensor | tfjs.Tensor[]): tfjs.Tensor {
      return tf.tidy(() => compute(...(Array.isArray(inputs) ? inputs : [inputs])))
    }

    override getConfig() {
      return { ...super.getConfig(), ...params }
    }
  }
  return new Own({ name })
}
