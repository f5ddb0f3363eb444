import type { LayerCase } from '../define.ts'

export const cases: LayerCase[] = [
  {
    name: 'two',
    params: {},
    inputs: [
      [3, 4, 2],
      [3, 4, 5],
    ],
    expect: { shape: [3, 4, 7], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'three flat ones, in order',
    params: {},
    inputs: [[2], [1], [3]],
    expect: { shape: [6], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'another size',
    params: {},
    inputs: [
      [3, 4, 2],
      [4, 4, 2],
    ],
    expect: { problem: 'Only shapes that differ in channels alone can be concatenated, but 3×4×2 meets 4×4×2.' },
  },
  {
    name: 'an image and a flat one',
    params: {},
    inputs: [[3, 4, 2], [24]],
    expect: { problem: 'Only shapes that differ in channels alone can be concatenated, but 3×4×2 meets 24.' },
  },
]
