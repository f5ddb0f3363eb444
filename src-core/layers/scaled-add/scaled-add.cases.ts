import type { LayerCase } from '../define.ts'

export const cases: LayerCase[] = [
  {
    name: 'defaults',
    params: {},
    inputs: [
      [3, 4, 2],
      [3, 4, 2],
    ],
    expect: { shape: [3, 4, 2], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'a scale of its own',
    params: { scale: 0.17 },
    inputs: [
      [3, 4, 2],
      [3, 4, 2],
    ],
    expect: { shape: [3, 4, 2], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'flat ones, a negative scale',
    params: { scale: -2 },
    inputs: [[5], [5]],
    expect: { shape: [5], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'other channels',
    params: {},
    inputs: [
      [3, 4, 2],
      [3, 4, 5],
    ],
    expect: { problem: 'Only equal shapes can be added, but 3×4×2 meets 3×4×5.' },
  },
  {
    name: 'one channel is not stretched',
    params: {},
    inputs: [
      [3, 4, 2],
      [3, 4, 1],
    ],
    expect: { problem: 'Only equal shapes can be added, but 3×4×2 meets 3×4×1.' },
  },
]
