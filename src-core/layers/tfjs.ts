import type * as tfjs from '@tensorflow/tfjs'

/** What a kind's `kind.tfjs.ts` is given to build its layer with. */
export interface BuildContext {
  /** The library itself, so that the core imports its types alone. */
  tf: typeof tfjs
  /** The Keras name of the layer: unique in the model, no slash. */
  name: string
  /** Seeds the layer's initial weights and its random masks; different for every layer of a run. */
  seed: number
  /** Training steps done so far: a layer that draws random numbers mixes it into its seed, so that a resumed run draws the same. */
  step(): number
}

/** Builds one tfjs layer from parsed parameters. */
export type BuildLayer<P> = (context: BuildContext, params: P) => tfjs.layers.Layer
