import type { LayerCase } from '../define.ts'

export const cases: LayerCase[] = [
  { name: 'defaults', params: {}, inputs: [[4, 5, 3]], expect: { shape: [4, 5, 3], trainable: 0, nonTrainable: 0 } },
  {
    name: 'as in Darknet',
    params: { negativeSlope: 0.1 },
    inputs: [[4, 5, 3]],
    expect: { shape: [4, 5, 3], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'a slope of 0',
    params: { negativeSlope: 0 },
    inputs: [[4, 5, 3]],
    expect: { shape: [4, 5, 3], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'a flat input',
    params: { negativeSlope: 0.01 },
    inputs: [[10]],
    expect: { shape: [10], trainable: 0, nonTrainable: 0 },
  },
]
