import type * as tfjs from '@tensorflow/tfjs'

/** What a kind's `kind.tfjs.ts` is given to build its layer with. */
export interface BuildContext {
  /** The library itself, so that the core imports its types alone. */
  tf: typeof tfjs
  /** The Keras name of the layer: unique in the model, no slash. */
  name: string
  /** Seeds the layer's initial weights and its random masks; different for every layer of a run. */
  seed: number
  /** The training step under way: a layer that draws random numbers mixes it into its seed, so that a resumed run draws the same. */
  step(): number
  /** TensorFlow's own operations, where TensorFlow is beneath tfjs. */
  native?: NativeOperations
}

/**
 * What TensorFlow computes in one operation that tfjs computes in many, or not at all. Their gradients are
 * TensorFlow's own too.
 */
export interface NativeOperations {
  /** Uniform numbers in [0, 1) that follow from a seed and the step under way, the same wherever they are drawn. */
  uniform(shape: readonly number[], seed: number): tfjs.Tensor
  /** Normalizes a batch by its own mean and variance, which it gives too, each `[channels]`; the variance is the biased one. */
  normalize(
    input: tfjs.Tensor4D,
    weights: { gamma: tfjs.Tensor1D; beta: tfjs.Tensor1D; epsilon: number },
  ): { output: tfjs.Tensor4D; mean: tfjs.Tensor1D; variance: tfjs.Tensor1D }
  /**
   * A convolution in as many groups as the kernel's depth goes into the input's. Nothing where this TensorFlow computes
   * none or not its gradients.
   *
   * @param kernel `[height, width, channels / groups, filters]`
   */
  groupedConv2d?(
    input: tfjs.Tensor4D,
    kernel: tfjs.Tensor4D,
    options: { strides: readonly [number, number]; padding: 'same' | 'valid' },
  ): tfjs.Tensor4D
}

/** Builds one tfjs layer from parsed parameters. */
export type BuildLayer<P> = (context: BuildContext, params: P) => tfjs.layers.Layer
