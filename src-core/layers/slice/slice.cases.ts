import type { LayerCase } from '../define.ts'

export const cases: LayerCase[] = [
  {
    name: 'defaults: all',
    params: {},
    inputs: [[3, 4, 5]],
    expect: { shape: [3, 4, 5], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'from the start',
    params: { size: 2 },
    inputs: [[3, 4, 5]],
    expect: { shape: [3, 4, 2], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'in the middle',
    params: { start: 1, size: 3 },
    inputs: [[3, 4, 5]],
    expect: { shape: [3, 4, 3], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'to the end',
    params: { start: 3 },
    inputs: [[3, 4, 5]],
    expect: { shape: [3, 4, 2], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'of a flat input',
    params: { start: 2, size: 2 },
    inputs: [[6]],
    expect: { shape: [2], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'a start that is not there',
    params: { start: 5 },
    inputs: [[3, 4, 5]],
    expect: { problem: 'Channel 5 is not there: an input of 5 channels has those from 0 to 4.' },
  },
  {
    name: 'more than there is',
    params: { start: 3, size: 4 },
    inputs: [[3, 4, 5]],
    expect: { problem: 'From channel 3 on there are 2 channels, not 4.' },
  },
]
