import type { LayerCase } from '../define.ts'

export const cases: LayerCase[] = [
  { name: 'defaults', params: {}, inputs: [[4, 5, 3]], expect: { shape: [4, 5, 3], trainable: 0, nonTrainable: 0 } },
  {
    name: 'linear',
    params: { activation: 'linear' },
    inputs: [[4, 5, 3]],
    expect: { shape: [4, 5, 3], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'relu',
    params: { activation: 'relu' },
    inputs: [[4, 5, 3]],
    expect: { shape: [4, 5, 3], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'relu6',
    params: { activation: 'relu6' },
    inputs: [[4, 5, 3]],
    expect: { shape: [4, 5, 3], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'elu',
    params: { activation: 'elu' },
    inputs: [[4, 5, 3]],
    expect: { shape: [4, 5, 3], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'selu',
    params: { activation: 'selu' },
    inputs: [[4, 5, 3]],
    expect: { shape: [4, 5, 3], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'softplus',
    params: { activation: 'softplus' },
    inputs: [[4, 5, 3]],
    expect: { shape: [4, 5, 3], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'swish',
    params: { activation: 'swish' },
    inputs: [[4, 5, 3]],
    expect: { shape: [4, 5, 3], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'tanh',
    params: { activation: 'tanh' },
    inputs: [[4, 5, 3]],
    expect: { shape: [4, 5, 3], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'sigmoid',
    params: { activation: 'sigmoid' },
    inputs: [[4, 5, 3]],
    expect: { shape: [4, 5, 3], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'softmax',
    params: { activation: 'softmax' },
    inputs: [[4, 5, 3]],
    expect: { shape: [4, 5, 3], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'leaky_relu',
    params: { activation: 'leaky_relu' },
    inputs: [[4, 5, 3]],
    expect: { shape: [4, 5, 3], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'hard_swish',
    params: { activation: 'hard_swish' },
    inputs: [[4, 5, 3]],
    expect: { shape: [4, 5, 3], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'hard_sigmoid',
    params: { activation: 'hard_sigmoid' },
    inputs: [[4, 5, 3]],
    expect: { shape: [4, 5, 3], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'softmax of a flat input',
    params: { activation: 'softmax' },
    inputs: [[10]],
    expect: { shape: [10], trainable: 0, nonTrainable: 0 },
  },
]
