import type { LayerCase } from '../define.ts'

export const cases: LayerCase[] = [
  { name: 'an image', params: {}, inputs: [[3, 4, 2]], expect: { shape: [24], trainable: 0, nonTrainable: 0 } },
  { name: 'two axes', params: {}, inputs: [[3, 4]], expect: { shape: [12], trainable: 0, nonTrainable: 0 } },
  { name: 'what is flat already', params: {}, inputs: [[7]], expect: { shape: [7], trainable: 0, nonTrainable: 0 } },
]
