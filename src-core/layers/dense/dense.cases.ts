import type { LayerCase } from '../define.ts'

export const cases: LayerCase[] = [
  { name: 'defaults', params: {}, inputs: [[6]], expect: { shape: [128], trainable: 896, nonTrainable: 0 } },
  {
    name: 'without bias',
    params: { units: 4, useBias: false },
    inputs: [[6]],
    expect: { shape: [4], trainable: 24, nonTrainable: 0 },
  },
  {
    name: 'ReLU',
    params: { units: 5, activation: 'relu' },
    inputs: [[6]],
    expect: { shape: [5], trainable: 35, nonTrainable: 0 },
  },
  {
    name: 'softmax',
    params: { units: 5, activation: 'softmax' },
    inputs: [[6]],
    expect: { shape: [5], trainable: 35, nonTrainable: 0 },
  },
  {
    name: 'sigmoid',
    params: { units: 1, activation: 'sigmoid' },
    inputs: [[6]],
    expect: { shape: [1], trainable: 7, nonTrainable: 0 },
  },
  {
    name: 'an image, along its channels',
    params: { units: 4, activation: 'tanh' },
    inputs: [[2, 3, 5]],
    expect: { shape: [2, 3, 4], trainable: 24, nonTrainable: 0 },
  },
  {
    name: 'an image, softmax along its channels',
    params: { units: 4, activation: 'softmax' },
    inputs: [[2, 3, 5]],
    expect: { shape: [2, 3, 4], trainable: 24, nonTrainable: 0 },
  },
  {
    name: 'other initializers',
    params: { units: 4, kernelInitializer: 'truncated_normal', biasInitializer: 'random_uniform' },
    inputs: [[6]],
    expect: { shape: [4], trainable: 28, nonTrainable: 0 },
  },
  {
    name: 'an L2 penalty',
    params: { units: 4, kernelRegularizer: 0.01, activation: 'leaky_relu' },
    inputs: [[6]],
    expect: { shape: [4], trainable: 28, nonTrainable: 0 },
  },
]
