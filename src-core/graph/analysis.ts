import type { Problem } from './problem.ts'
import type { Shape } from './shape.ts'

/** What is known of one layer after analysis. Absent figures follow from problems upstream. */
export interface LayerAnalysis {
  id: string
  kind: string
  /** The sources of its wires, in the order of its inputs. */
  inputs: string[]
  inputShapes: Shape[]
  shape?: Shape
  trainable: number
  nonTrainable: number
  /** Multiply-accumulates for one example, biases not counted. */
  macs: number
  /** Bytes of the output for one example, 4 a number. */
  activationBytes: number
  /** Side of the square window of input pixels that one output value sees; absent after `flatten` and `dense`, which see all. */
  receptiveField?: number
  problems: Problem[]
}

/** Sums over the layers in a block, at any depth; `''` is the whole network. */
export interface BlockAnalysis {
  layers: number
  trainable: number
  nonTrainable: number
  macs: number
  activationBytes: number
  /** The shape that leaves the block, where one wire's source alone does. */
  shape?: Shape
  problems: number
  /** Those of the problems that are of severity 'error'. */
  errors: number
}

/** Everything that follows from a graph. Made by `analyze`, which never throws. */
export interface Analysis {
  /** Layers in an order in which every layer follows its inputs; those on a cycle come last, bypassed ones not at all. */
  order: readonly string[]
  layers: ReadonlyMap<string, LayerAnalysis>
  blocks: ReadonlyMap<string, BlockAnalysis>
  /** Ids of the input layers and of the layers whose output nobody takes. */
  inputs: string[]
  outputs: string[]
  /**
   * The output that a classifier's answer is read from: of those that are vectors the one furthest from the input. Others
   * of its shape are auxiliary heads.
   */
  mainOutput?: string
  problems: Problem[]
  /** No problem of severity 'error'. */
  trainable: boolean
}
