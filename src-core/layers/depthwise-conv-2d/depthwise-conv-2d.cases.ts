import type { LayerCase } from '../define.ts'

export const cases: LayerCase[] = [
  { name: 'defaults', params: {}, inputs: [[6, 7, 4]], expect: { shape: [4, 5, 4], trainable: 40, nonTrainable: 0 } },
  {
    name: 'another kernel size',
    params: { kernelSize: [5, 2] },
    inputs: [[6, 7, 4]],
    expect: { shape: [2, 6, 4], trainable: 44, nonTrainable: 0 },
  },
  {
    name: 'strides of 2, valid, odd size',
    params: { strides: 2 },
    inputs: [[7, 9, 3]],
    expect: { shape: [3, 4, 3], trainable: 30, nonTrainable: 0 },
  },
  {
    name: 'strides of 2, same, odd size',
    params: { strides: 2, padding: 'same' },
    inputs: [[7, 5, 3]],
    expect: { shape: [4, 3, 3], trainable: 30, nonTrainable: 0 },
  },
  {
    name: 'strides of 2, same, even size',
    params: { strides: 2, padding: 'same', useBias: false },
    inputs: [[6, 8, 3]],
    expect: { shape: [3, 4, 3], trainable: 27, nonTrainable: 0 },
  },
  {
    name: 'same, even kernel',
    params: { kernelSize: [2, 4], padding: 'same' },
    inputs: [[6, 7, 4]],
    expect: { shape: [6, 7, 4], trainable: 36, nonTrainable: 0 },
  },
  {
    name: 'depth multiplier',
    params: { depthMultiplier: 3 },
    inputs: [[6, 7, 2]],
    expect: { shape: [4, 5, 6], trainable: 60, nonTrainable: 0 },
  },
  {
    name: 'depth multiplier, same, strides, ReLU6',
    params: { depthMultiplier: 2, padding: 'same', strides: 2, activation: 'relu6' },
    inputs: [[6, 7, 2]],
    expect: { shape: [3, 4, 4], trainable: 40, nonTrainable: 0 },
  },
  {
    name: 'dilation',
    params: { dilationRate: 2 },
    inputs: [[7, 8, 3]],
    expect: { shape: [3, 4, 3], trainable: 30, nonTrainable: 0 },
  },
  {
    name: 'dilation, same, swish, multiplier',
    params: { dilationRate: [2, 3], padding: 'same', activation: 'swish', depthMultiplier: 2 },
    inputs: [[7, 8, 3]],
    expect: { shape: [7, 8, 6], trainable: 60, nonTrainable: 0 },
  },
  {
    name: 'dilation, without bias',
    params: { dilationRate: [1, 2], useBias: false, kernelSize: [2, 3] },
    inputs: [[7, 8, 3]],
    expect: { shape: [6, 4, 3], trainable: 18, nonTrainable: 0 },
  },
  {
    name: 'other initializers and an L2 penalty',
    params: { depthwiseInitializer: 'he_normal', biasInitializer: 'ones', depthwiseRegularizer: 0.01 },
    inputs: [[6, 7, 4]],
    expect: { shape: [4, 5, 4], trainable: 40, nonTrainable: 0 },
  },
  {
    name: 'dilation and an L2 penalty',
    params: { dilationRate: 2, depthwiseRegularizer: 0.03 },
    inputs: [[7, 8, 3]],
    expect: { shape: [3, 4, 3], trainable: 30, nonTrainable: 0 },
  },
  {
    name: 'hard swish',
    params: { activation: 'hard_swish' },
    inputs: [[6, 7, 4]],
    expect: { shape: [4, 5, 4], trainable: 40, nonTrainable: 0 },
  },
  {
    name: 'one channel',
    params: { padding: 'same' },
    inputs: [[4, 4, 1]],
    expect: { shape: [4, 4, 1], trainable: 10, nonTrainable: 0 },
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
    params: { kernelSize: 5 },
    inputs: [[3, 8, 1]],
    expect: { problem: 'A 5×5 kernel does not fit a 3×8 input.' },
  },
  {
    name: 'a flat input',
    params: {},
    inputs: [[120]],
    expect: { problem: 'A depthwise convolution needs an input of height × width × channels, but gets 120' },
  },
]
