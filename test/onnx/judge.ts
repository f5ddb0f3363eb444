import { resolve } from 'node:path'
import type * as tf from '@tensorflow/tfjs'
import { runPython } from '../python/python.ts'

export interface OnnxAsked {
  id: string
  path: string
  /** Channels last, with a batch axis. */
  inputs: { shape: number[]; data: number[] }[]
}

export interface OnnxJudged {
  refused?: string
  inputs: { name: string; axes: (string | number)[] }[]
  outputs: { name: string; axes: (string | number)[] }[]
  operators: Record<string, number>
  /** Of the transpositions that are left. */
  permutations: number[][]
  params: number
  metadata: Record<string, string>
  producer: string[]
  opset: [string, number][]
  ir: number
  /** Channels last. */
  computed: number[][]
}

/** What ONNX's checker and onnxruntime say of each file. */
export const judgeOnnx = (asked: readonly OnnxAsked[]) =>
  runPython<Record<string, OnnxJudged>>(resolve(import.meta.dirname, 'judge.py'), asked)

export const asTensor = (input: tf.Tensor) => ({ shape: input.shape, data: [...input.dataSync()] })
