import '../meta.ts'
import type { z } from 'zod'
import type { LayerProblem } from '../graph/problem.ts'
import type { Shape } from '../graph/shape.ts'
import type { Text } from '../text.ts'
import type { OnnxLayer, OnnxValue } from './onnx.ts'

/** Layers of one family share a colour on the canvas and a heading in the library. */
export const families = [
  'input',
  'convolution',
  'pooling',
  'normalization',
  'activation',
  'merge',
  'dense',
  'regularization',
  'shape',
] as const
export type Family = (typeof families)[number]

/** One weight of a layer. The order of a layer's weights is Keras's, so that files written in that order fit. */
export interface Weight {
  /** Keras's name of the variable: `kernel`, `bias`, `gamma`, `moving_mean`, … */
  name: string
  /** Keras's axes, e.g. `[kernelHeight, kernelWidth, channels / groups, filters]`. */
  shape: Shape
  /** Moving statistics are weights that no optimizer touches: they count as non-trainable, as in Keras. */
  trainable: boolean
  /** How the weight starts: an initializer's id, see `initializers.ts`. */
  initializer: string
  /** How many products one output value sums up; absent where all axes but the last are summed over. */
  fanIn?: number
}

/** How a layer is written in Keras: its class and its constructor's arguments, in Keras's own names. */
export interface KerasForm {
  className: string
  config: Record<string, unknown>
  /** Not among Keras's own layers: a file with it would need code of ours to load, so that `.keras` refuses it. */
  custom?: true
}

/** One of several layers of Keras's own that together are one of ours. */
export interface KerasStep extends KerasForm {
  /** Tells the steps apart: all but the last, which bears the layer's own name, are called `<layer>_<step>`. */
  step: string
  /** What it takes, in order: a number is the place of one of the layer's own inputs, a text is an earlier step. */
  takes: readonly (number | string)[]
  /** Of what it gives. */
  shape: Shape
  /** Where Keras has an operation but no layer: the module of the operation and the numbers that follow its tensor. */
  operation?: { module: string; numbers: readonly number[] }
}

export type Inferred = { ok: true; shape: Shape } | { ok: false; problem: LayerProblem }

/** A zod object whose every field has a default, so that `{}` is a valid layer wherever that makes sense. */
export type ParamsSchema = z.ZodObject

/**
 * Everything that the editor, the checks, the trainer's graph and the exporters need to know about a kind of layer.
 * One object a kind; nobody else switches on the kind.
 */
export interface LayerKind<S extends ParamsSchema = ParamsSchema> {
  /** Kebab-case id, also the folder's name: `max-pool-2d`. */
  kind: string
  /** Grows when a parameter changes its meaning; a migration of the document goes with it. */
  version: number
  title: Text
  /** One sentence: what the layer does to a tensor. */
  description: Text
  family: Family
  /** How many tensors it takes. `max: Infinity` for merges. */
  inputs: { min: number; max: number }
  /** Type, defaults, checks, labels (`.meta({ label })`), form and command-line flags: the one source of all of them. */
  params: S
  /**
   * The output's shape, or what is wrong in words. Never throws.
   * `inputs` holds as many shapes as the kind takes, in the order of the wires.
   */
  infer(params: z.output<S>, inputs: readonly Shape[]): Inferred
  /** The layer's weights in Keras's order; only called where `infer` gave a shape. */
  weights(params: z.output<S>, inputs: readonly Shape[]): Weight[]
  /** Multiply-accumulates for one example, biases not counted. */
  macs(params: z.output<S>, inputs: readonly Shape[], output: Shape): number
  /** The window that one output value looks at, in input pixels; absent where it is one pixel. */
  window?(
    params: z.output<S>,
    inputs: readonly Shape[],
  ): {
    kernel: readonly [number, number]
    strides: readonly [number, number]
  }
  /**
   * The mean square of its output from those of its inputs, as if they were independent, before any activation. Absent
   * where a layer without weights leaves it about as it was; one with kernels is drawn to give 1.
   */
  signal?(params: z.output<S>, squares: readonly number[]): number
  /** The one or two parameters that matter, as a paper's figure would write them: `5×5, 6`. */
  summary(params: z.output<S>): string
  /** As one layer of Keras's or, where that is not enough, as several: the last gives the output. */
  keras(params: z.output<S>, inputs: readonly Shape[]): KerasForm | readonly KerasStep[]
  /** As nodes of an ONNX graph: gives the layer's output. */
  onnx(params: z.output<S>, layer: OnnxLayer): OnnxValue
  /**
   * In Python and TypeScript source, where a person would not write it as Keras's files say it: a class that the source
   * brings itself (`formats/python-layers.ts`, `formats/typescript-layers.ts`), arguments in Keras's manner.
   */
  python?(params: z.output<S>): KerasForm
}

/** Declares a kind of layer; only gives its parameters' type to the functions. */
export const defineLayer = <S extends ParamsSchema>(kind: LayerKind<S>): LayerKind<S> => kind

/** One row of a kind's table of cases. `shape` and `params` come from Keras's `compute_output_shape` and `count_params`. */
export interface LayerCase {
  name: string
  params: Record<string, unknown>
  inputs: Shape[]
  /**
   * The expected output shape, or the start of the English problem. Keras refuses what we refuse, but where
   * `kerasTakes` says that we are stricter.
   */
  expect: { shape: Shape; trainable: number; nonTrainable: number } | { problem: string; kerasTakes?: true }
}
