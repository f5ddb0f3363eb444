import type { LayerCase } from '../define.ts'

export const cases: LayerCase[] = [
  {
    name: 'two',
    params: {},
    inputs: [
      [3, 4, 2],
      [3, 4, 2],
    ],
    expect: { shape: [3, 4, 2], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'three flat ones',
    params: {},
    inputs: [[5], [5], [5]],
    expect: { shape: [5], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'other channels',
    params: {},
    inputs: [
      [3, 4, 2],
      [3, 4, 5],
    ],
    expect: { problem: 'Only equal shapes can be compared, but 3×4×2 meets 3×4×5.' },
  },
  {
    name: 'one channel is not stretched',
    params: {},
    inputs: [
      [3, 4, 2],
      [3, 4, 1],
    ],
    expect: { problem: 'Only equal shapes can be compared, but 3×4×2 meets 3×4×1.', kerasTakes: true },
  },
]
