import type { LayerCase } from '../define.ts'

export const cases: LayerCase[] = [
  { name: 'defaults', params: {}, inputs: [[5, 5, 2]], expect: { shape: [3, 3, 32], trainable: 114, nonTrainable: 0 } },
  {
    name: 'filters',
    params: { filters: 3 },
    inputs: [[6, 7, 4]],
    expect: { shape: [4, 5, 3], trainable: 51, nonTrainable: 0 },
  },
  {
    name: 'same, strides of 2, ReLU',
    params: { filters: 3, strides: 2, padding: 'same', activation: 'relu' },
    inputs: [[6, 7, 4]],
    expect: { shape: [3, 4, 3], trainable: 51, nonTrainable: 0 },
  },
  {
    name: 'depth multiplier, without bias',
    params: { filters: 5, depthMultiplier: 2, useBias: false },
    inputs: [[6, 7, 3]],
    expect: { shape: [4, 5, 5], trainable: 84, nonTrainable: 0 },
  },
  {
    name: 'dilation',
    params: { filters: 3, dilationRate: 2 },
    inputs: [[7, 8, 2]],
    expect: { shape: [3, 4, 3], trainable: 27, nonTrainable: 0 },
  },
  {
    name: 'dilation, same, multiplier, tanh',
    params: { filters: 3, dilationRate: [2, 1], padding: 'same', depthMultiplier: 2, activation: 'tanh' },
    inputs: [[7, 8, 2]],
    expect: { shape: [7, 8, 3], trainable: 51, nonTrainable: 0 },
  },
  {
    name: 'other initializers and L2 penalties',
    params: {
      filters: 3,
      depthwiseInitializer: 'he_uniform',
      pointwiseInitializer: 'lecun_normal',
      biasInitializer: 'random_normal',
      depthwiseRegularizer: 0.02,
      pointwiseRegularizer: 0.05,
    },
    inputs: [[6, 7, 4]],
    expect: { shape: [4, 5, 3], trainable: 51, nonTrainable: 0 },
  },
  {
    name: 'a kernel of one pixel',
    params: { filters: 2, kernelSize: 1 },
    inputs: [[6, 7, 4]],
    expect: { shape: [6, 7, 2], trainable: 14, nonTrainable: 0 },
  },
  {
    name: 'different strides',
    params: { strides: [1, 2] },
    inputs: [[6, 7, 4]],
    expect: { problem: 'A depthwise convolution needs equal strides both ways, but has 1×2.', kerasTakes: true },
  },
  {
    name: 'strides and dilation',
    params: { strides: 2, dilationRate: 2 },
    inputs: [[9, 9, 1]],
    expect: { problem: 'Strides and dilation cannot both be above 1', kerasTakes: true },
  },
  {
    name: 'a kernel that does not fit',
    params: { kernelSize: [3, 9] },
    inputs: [[4, 8, 1]],
    expect: { problem: 'A 3×9 kernel does not fit a 4×8 input.' },
  },
  {
    name: 'a flat input',
    params: {},
    inputs: [[120]],
    expect: { problem: 'A separable convolution needs an input of height × width × channels, but gets 120' },
  },
]
