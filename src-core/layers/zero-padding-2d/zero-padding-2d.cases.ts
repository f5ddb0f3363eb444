import type { LayerCase } from '../define.ts'

export const cases: LayerCase[] = [
  { name: 'defaults', params: {}, inputs: [[4, 5, 2]], expect: { shape: [6, 7, 2], trainable: 0, nonTrainable: 0 } },
  {
    name: 'one number each way',
    params: { height: 3, width: 2 },
    inputs: [[4, 5, 2]],
    expect: { shape: [10, 9, 2], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'another number on each side',
    params: { height: [0, 1], width: [2, 3] },
    inputs: [[4, 5, 2]],
    expect: { shape: [5, 10, 2], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'nothing',
    params: { height: [0, 0], width: [0, 0] },
    inputs: [[4, 5, 2]],
    expect: { shape: [4, 5, 2], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'a flat input',
    params: {},
    inputs: [[10]],
    expect: { problem: 'A zero padding needs an input of height × width × channels, but gets 10' },
  },
]
