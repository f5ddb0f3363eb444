import type { LayerCase } from '../define.ts'

export const cases: LayerCase[] = [
  {
    name: 'defaults: height and width swapped',
    params: {},
    inputs: [[3, 4, 2]],
    expect: { shape: [4, 3, 2], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'channels first',
    params: { dims: [3, 1, 2] },
    inputs: [[3, 4, 2]],
    expect: { shape: [2, 3, 4], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'two axes',
    params: { dims: [2, 1] },
    inputs: [[3, 4]],
    expect: { shape: [4, 3], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'the order there is',
    params: { dims: [1] },
    inputs: [[7]],
    expect: { shape: [7], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'another number of axes',
    params: { dims: [2, 1] },
    inputs: [[3, 4, 2]],
    expect: { problem: 'An order of 2 axes does not fit an input of 3×4×2, which has 3.' },
  },
  {
    name: 'an axis twice',
    params: { dims: [2, 2, 1] },
    inputs: [[3, 4, 2]],
    expect: { problem: 'The order must name each axis from 1 to 3 once, but 3 is missing.' },
  },
  {
    name: 'an axis that is not there',
    params: { dims: [1, 2, 4] },
    inputs: [[3, 4, 2]],
    expect: { problem: 'The order must name each axis from 1 to 3 once, but 3 is missing.' },
  },
]
