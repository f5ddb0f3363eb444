import type { LayerCase } from '../define.ts'

export const cases: LayerCase[] = [
  { name: 'defaults', params: {}, inputs: [], expect: { shape: [28, 28, 1], trainable: 0, nonTrainable: 0 } },
  {
    name: 'colour',
    params: { shape: [32, 48, 3] },
    inputs: [],
    expect: { shape: [32, 48, 3], trainable: 0, nonTrainable: 0 },
  },
]
