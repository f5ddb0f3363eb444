import type { LayerCase } from '../define.ts'

export const cases: LayerCase[] = [
  { name: 'defaults', params: {}, inputs: [[2, 3, 2]], expect: { shape: [4, 6, 2], trainable: 0, nonTrainable: 0 } },
  {
    name: 'three times',
    params: { size: 3 },
    inputs: [[2, 3, 2]],
    expect: { shape: [6, 9, 2], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'different ways',
    params: { size: [1, 2] },
    inputs: [[3, 2, 4]],
    expect: { shape: [3, 4, 4], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'a flat input',
    params: {},
    inputs: [[10]],
    expect: { problem: 'An up-sampling needs an input of height × width × channels, but gets 10' },
  },
]
