import type { LayerCase } from '../define.ts'

export const cases: LayerCase[] = [
  { name: 'defaults', params: {}, inputs: [[4, 5, 3]], expect: { shape: [4, 5, 3], trainable: 6, nonTrainable: 6 } },
  { name: 'a flat input', params: {}, inputs: [[6]], expect: { shape: [6], trainable: 12, nonTrainable: 12 } },
  {
    name: 'without scale',
    params: { scale: false },
    inputs: [[4, 5, 3]],
    expect: { shape: [4, 5, 3], trainable: 3, nonTrainable: 6 },
  },
  {
    name: 'without shift',
    params: { center: false },
    inputs: [[4, 5, 3]],
    expect: { shape: [4, 5, 3], trainable: 3, nonTrainable: 6 },
  },
  {
    name: 'with neither',
    params: { center: false, scale: false },
    inputs: [[4, 5, 3]],
    expect: { shape: [4, 5, 3], trainable: 0, nonTrainable: 6 },
  },
  {
    name: 'other momentum and epsilon',
    params: { momentum: 0.9, epsilon: 1.001e-5 },
    inputs: [[4, 5, 3]],
    expect: { shape: [4, 5, 3], trainable: 6, nonTrainable: 6 },
  },
]
