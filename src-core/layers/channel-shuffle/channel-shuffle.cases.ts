import type { LayerCase } from '../define.ts'

export const cases: LayerCase[] = [
  { name: 'defaults', params: {}, inputs: [[3, 4, 6]], expect: { shape: [3, 4, 6], trainable: 0, nonTrainable: 0 } },
  {
    name: 'three groups',
    params: { groups: 3 },
    inputs: [[3, 4, 12]],
    expect: { shape: [3, 4, 12], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'as many groups as channels',
    params: { groups: 4 },
    inputs: [[2, 3, 4]],
    expect: { shape: [2, 3, 4], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'one group',
    params: { groups: 1 },
    inputs: [[2, 3, 4]],
    expect: { shape: [2, 3, 4], trainable: 0, nonTrainable: 0 },
  },
  { name: 'a flat input', params: { groups: 2 }, inputs: [[8]], expect: { shape: [8], trainable: 0, nonTrainable: 0 } },
  {
    name: 'groups that do not divide the channels',
    params: { groups: 3 },
    inputs: [[3, 4, 8]],
    expect: { problem: '8 channels cannot be dealt out to 3 equal groups.' },
  },
]
