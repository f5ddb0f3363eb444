import type { LayerCase } from '../define.ts'

export const cases: LayerCase[] = [
  { name: 'defaults', params: {}, inputs: [[6, 8, 3]], expect: { shape: [3, 4, 3], trainable: 0, nonTrainable: 0 } },
  {
    name: 'a rest is left out',
    params: {},
    inputs: [[5, 7, 2]],
    expect: { shape: [2, 3, 2], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'overlapping',
    params: { poolSize: [3, 3], strides: [2, 2] },
    inputs: [[7, 8, 2]],
    expect: { shape: [3, 3, 2], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'strides follow the pool',
    params: { poolSize: [3, 2] },
    inputs: [[7, 8, 2]],
    expect: { shape: [2, 4, 2], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'same',
    params: { padding: 'same' },
    inputs: [[5, 7, 2]],
    expect: { shape: [3, 4, 2], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'same, overlapping',
    params: { poolSize: 3, strides: 2, padding: 'same' },
    inputs: [[6, 7, 2]],
    expect: { shape: [3, 4, 2], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'same, strides of 1',
    params: { poolSize: 3, strides: 1, padding: 'same' },
    inputs: [[4, 5, 3]],
    expect: { shape: [4, 5, 3], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'gaps',
    params: { poolSize: [1, 1], strides: [2, 3] },
    inputs: [[5, 7, 2]],
    expect: { shape: [3, 3, 2], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'a pool that does not fit',
    params: { poolSize: [3, 3] },
    inputs: [[2, 5, 1]],
    expect: { problem: 'A 3×3 pool does not fit a 2×5 input.' },
  },
  {
    name: 'a flat input',
    params: {},
    inputs: [[84]],
    expect: { problem: 'An average pooling needs an input of height × width × channels, but gets 84' },
  },
]
