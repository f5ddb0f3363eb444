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
    name: 'a weight for each channel',
    params: {},
    inputs: [
      [3, 4, 5],
      [1, 1, 5],
    ],
    expect: { shape: [3, 4, 5], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'a weight for each channel, first',
    params: {},
    inputs: [
      [1, 1, 5],
      [3, 4, 5],
    ],
    expect: { shape: [3, 4, 5], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'a weight for each pixel',
    params: {},
    inputs: [
      [3, 4, 5],
      [3, 4, 1],
    ],
    expect: { shape: [3, 4, 5], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'each stretched by the other',
    params: {},
    inputs: [
      [3, 1, 5],
      [1, 4, 1],
    ],
    expect: { shape: [3, 4, 5], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'other channels',
    params: {},
    inputs: [
      [3, 4, 2],
      [3, 4, 5],
    ],
    expect: { problem: 'Shapes to multiply must be equal or have axes of 1 to stretch, but 3×4×2 meets 3×4×5.' },
  },
  {
    name: 'a third that does not fit',
    params: {},
    inputs: [
      [3, 4, 2],
      [1, 1, 2],
      [2, 4, 2],
    ],
    expect: { problem: 'Shapes to multiply must be equal or have axes of 1 to stretch, but 3×4×2 meets 2×4×2.' },
  },
  {
    name: 'a flat one',
    params: {},
    inputs: [[3, 4, 5], [5]],
    expect: {
      problem: 'Shapes to multiply must be equal or have axes of 1 to stretch, but 3×4×5 meets 5. A flat row',
      kerasTakes: true,
    },
  },
  {
    name: 'two axes and three',
    params: {},
    inputs: [
      [3, 4, 5],
      [3, 4],
    ],
    expect: { problem: 'Shapes to multiply must be equal or have axes of 1 to stretch, but 3×4×5 meets 3×4.' },
  },
]
