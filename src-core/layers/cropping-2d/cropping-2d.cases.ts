import type { LayerCase } from '../define.ts'

export const cases: LayerCase[] = [
  {
    name: 'defaults: nothing',
    params: {},
    inputs: [[4, 5, 2]],
    expect: { shape: [4, 5, 2], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'one number each way',
    params: { height: 1, width: 2 },
    inputs: [[4, 5, 2]],
    expect: { shape: [2, 1, 2], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'another number on each side',
    params: { height: [1, 0], width: [0, 3] },
    inputs: [[4, 5, 2]],
    expect: { shape: [3, 2, 2], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'all rows',
    params: { height: [2, 2], width: [1, 1] },
    inputs: [[4, 5, 2]],
    expect: { problem: 'Nothing is left of a 4×5 input once 4 of its rows are cut off.' },
  },
  {
    name: 'more columns than there are',
    params: { width: [3, 3] },
    inputs: [[4, 5, 2]],
    expect: { problem: 'Nothing is left of a 4×5 input once 6 of its columns are cut off.' },
  },
  {
    name: 'a flat input',
    params: {},
    inputs: [[10]],
    expect: { problem: 'A cropping needs an input of height × width × channels, but gets 10' },
  },
]
