import type { LayerCase } from '../define.ts'

export const cases: LayerCase[] = [
  { name: 'an image', params: {}, inputs: [[5, 7, 3]], expect: { shape: [3], trainable: 0, nonTrainable: 0 } },
  { name: 'one pixel', params: {}, inputs: [[1, 1, 4]], expect: { shape: [4], trainable: 0, nonTrainable: 0 } },
  {
    name: 'height and width kept',
    params: { keepDims: true },
    inputs: [[5, 7, 3]],
    expect: { shape: [1, 1, 3], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'height and width kept, one pixel',
    params: { keepDims: true },
    inputs: [[1, 1, 4]],
    expect: { shape: [1, 1, 4], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'a flat input',
    params: {},
    inputs: [[10]],
    expect: { problem: 'A global max pooling needs an input of height × width × channels, but gets 10' },
  },
]
