import { expect, test } from 'vitest'
import { layerKinds } from '../../src-core/layers/registry.ts'
import type { Shape } from '../../src-core/graph/shape.ts'

interface Row {
  name: string
  kind: string
  params: Record<string, unknown>
  input: Shape
  macs: number
  summary: string
}

/** Layers of networks built in TensorFlow, with the multiply-accumulates counted there. */
const rows: Row[] = [
  {
    name: 'MobileNet’s conv_dw_1',
    kind: 'depthwise-conv-2d',
    params: { padding: 'same', useBias: false },
    input: [112, 112, 32],
    macs: 3_612_672,
    summary: 'dw 3×3',
  },
  {
    name: 'MobileNet’s conv_dw_2, padded by hand',
    kind: 'depthwise-conv-2d',
    params: { strides: 2, useBias: false },
    input: [113, 113, 64],
    macs: 1_806_336,
    summary: 'dw 3×3, /2',
  },
  {
    name: 'ShuffleNet’s first depthwise convolution',
    kind: 'depthwise-conv-2d',
    params: { padding: 'same', strides: 2, useBias: false },
    input: [56, 56, 60],
    macs: 423_360,
    summary: 'dw 3×3, /2',
  },
  {
    name: 'Xception’s block2_sepconv1',
    kind: 'separable-conv-2d',
    params: { filters: 128, padding: 'same', useBias: false },
    input: [147, 147, 64],
    macs: 189_467_712,
    summary: 'sep 3×3, 128',
  },
  {
    name: 'Xception’s block3_sepconv1',
    kind: 'separable-conv-2d',
    params: { filters: 256, padding: 'same', useBias: false },
    input: [74, 74, 128],
    macs: 185_745_920,
    summary: 'sep 3×3, 256',
  },
  {
    name: 'ResNeXt-50’s first grouped convolution',
    kind: 'conv2d',
    params: { filters: 128, groups: 32, useBias: false },
    input: [58, 58, 128],
    macs: 14_450_688,
    summary: '3×3, 128, g=32',
  },
]

test.each(rows)('$name', ({ kind, params: raw, input, macs, summary }) => {
  const { params: schema, infer, ...layer } = layerKinds[kind]!
  const params = schema.parse(raw)
  const inferred = infer(params, [input])
  if (!inferred.ok) throw new Error(inferred.problem.message.en)
  expect(layer.macs(params, [input], inferred.shape)).toBe(macs)
  expect(layer.summary(params)).toBe(summary)
})
