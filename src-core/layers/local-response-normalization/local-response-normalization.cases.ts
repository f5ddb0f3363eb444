import type { LayerCase } from '../define.ts'

export const cases: LayerCase[] = [
  { name: 'defaults', params: {}, inputs: [[2, 3, 7]], expect: { shape: [2, 3, 7], trainable: 0, nonTrainable: 0 } },
  {
    name: 'the AlexNet paper’s',
    params: { depthRadius: 2, bias: 2, alpha: 0.0001, beta: 0.75 },
    inputs: [[3, 2, 8]],
    expect: { shape: [3, 2, 8], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'strong',
    params: { depthRadius: 1, bias: 0.5, alpha: 2, beta: 0.75 },
    inputs: [[3, 2, 5]],
    expect: { shape: [3, 2, 5], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'a window wider than the channels',
    params: { depthRadius: 4, alpha: 0.3 },
    inputs: [[2, 2, 3]],
    expect: { shape: [2, 2, 3], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'each channel by itself',
    params: { depthRadius: 0, beta: 1 },
    inputs: [[2, 2, 3]],
    expect: { shape: [2, 2, 3], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'a flat input',
    params: {},
    inputs: [[10]],
    expect: { problem: 'A local response normalization needs an input of height × width × channels, but gets 10' },
  },
]
