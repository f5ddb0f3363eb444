import * as tf from '@tensorflow/tfjs'
import { builders } from '../../src-core/layers/registry.tfjs.ts'
import { weightName } from '../../src-core/layers/weight-names.tfjs.ts'
import type { Prepared, Values } from './cases.ts'

tf.enableProdMode()

export interface Computed {
  shape: number[]
  weights: { name: string; shape: number[] }[]
  trainable: number
  nonTrainable: number
  output?: number[]
  trained?: number[]
  /** Of the inputs, then of the trainable weights. */
  gradients?: number[][]
  weightsAfter?: number[][]
}

/** What tfjs makes of a case: the counterpart of `judge.py`. */
export function computeInTfjs({ id, kind, params, inputs, numbers }: Prepared): Computed {
  const context = { tf, name: id.replaceAll(/\W/g, '_'), seed: 7, step: () => 0 }
  const layer = builders[kind]!(context, params as never)
  const symbolic = inputs.map((shape) => tf.input({ shape: [...shape] }))
  const output = (inputs.length === 0 ? layer.output : layer.apply(one(symbolic))) as tf.SymbolicTensor
  const count = (weights: tf.LayerVariable[]) =>
    weights.reduce((sum, weight) => sum + weight.shape.reduce<number>((product, axis) => product * axis!, 1), 0)
  const said: Computed = {
    shape: output.shape.slice(1) as number[],
    weights: layer.weights.map((weight) => ({ name: weightName(layer, weight), shape: weight.shape as number[] })),
    trainable: count(layer.trainableWeights),
    nonTrainable: count(layer.nonTrainableWeights),
  }
  if (!numbers) return said

  layer.setWeights(numbers.weights.map(tensor))
  const values = numbers.values.map((value) => tf.variable(tensor(value)))
  said.output = listed(layer.apply(one(values), { training: false }) as tf.Tensor)
  const variables = [...values, ...layer.trainableWeights.map((weight) => weight.read() as tf.Variable)]
  const { grads } = tf.variableGrads(() => {
    const trained = layer.apply(one(values), { training: numbers.training }) as tf.Tensor
    said.trained = listed(trained)
    const loss = tf.sum(tf.mul(trained, tensor(numbers.cotangent)))
    return layer
      .calculateLosses()
      .reduce((sum, penalty) => tf.add(sum, penalty), loss)
      .asScalar()
  }, variables)
  said.gradients = variables.map(({ name }) => listed(grads[name]!))
  said.weightsAfter = layer.getWeights().map(listed)
  return said
}

const one = <T>(tensors: T[]): T | T[] => (tensors.length === 1 ? tensors[0]! : tensors)

export const tensor = ({ data, shape }: Values) => tf.tensor(data, shape, 'float32')

const listed = (tensor: tf.Tensor): number[] => [...tensor.dataSync()]
