import type { LayerCase } from '../define.ts'

export const cases: LayerCase[] = [
  { name: 'defaults', params: {}, inputs: [[4, 5, 3]], expect: { shape: [4, 5, 3], trainable: 0, nonTrainable: 0 } },
  {
    name: 'to ±1',
    params: { scale: 0.00784313725490196, offset: -1 },
    inputs: [[4, 5, 3]],
    expect: { shape: [4, 5, 3], trainable: 0, nonTrainable: 0 },
  },
  {
    name: 'a flat input',
    params: { scale: 0.5, offset: 0.25 },
    inputs: [[10]],
    expect: { shape: [10], trainable: 0, nonTrainable: 0 },
  },
]
