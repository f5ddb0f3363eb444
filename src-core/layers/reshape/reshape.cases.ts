import type { LayerCase } from '../define.ts'

export const cases: LayerCase[] = [
  {
    name: 'defaults: one row',
    params: {},
    inputs: [[3, 4, 2]],
    expect: { shape: [24], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'channels as pixels',
    params: { targetShape: [1, 1, 6] },
    inputs: [[6]],
    expect: { shape: [1, 1, 6], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'an axis left open',
    params: { targetShape: [2, -1, 3] },
    inputs: [[3, 4, 2]],
    expect: { shape: [2, 4, 3], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'five axes',
    params: { targetShape: [3, 4, 2, 3] },
    inputs: [[3, 4, 6]],
    expect: { shape: [3, 4, 2, 3], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'another number of values',
    params: { targetShape: [5, 5] },
    inputs: [[3, 4, 2]],
    expect: { problem: 'The 24 values of 3×4×2 cannot be laid out as 5×5.' },
  },
  {
    name: 'an open axis that does not come out',
    params: { targetShape: [7, -1] },
    inputs: [[3, 4, 2]],
    expect: { problem: 'The 24 values of 3×4×2 cannot be laid out as 7×−1.' },
  },
  {
    name: 'two axes left open',
    params: { targetShape: [-1, -1] },
    inputs: [[3, 4, 2]],
    expect: { problem: 'Only one axis of the target shape can be −1.' },
  },
]
