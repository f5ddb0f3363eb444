import { z } from 'zod'
import { activationField } from '../activations.ts'
import { defineLayer } from '../define.ts'
import { activate } from '../activations.onnx.ts'
import { inOrder } from '../onnx.ts'

const params = z.strictObject({ activation: activationField('relu') })
export type ActivationParams = z.output<typeof params>

export const activation = defineLayer({
  kind: 'activation',
  version: 1,
  title: { en: 'Activation', zh: '激活' },
  description: {
    en: 'Puts every value through a function; softmax runs over the last axis.',
    zh: '让每个值经过一个函数；softmax 沿最后一个轴计算。',
  },
  family: 'activation',
  inputs: { min: 1, max: 1 },
  params,
  infer: (_, [input]) => ({ ok: true, shape: input! }),
  weights: () => [],
  macs: () => 0,
  summary: ({ activation }) => activation,
  keras: ({ activation }) => ({ className: 'Activation', config: { activation } }),
  onnx: ({ activation }, layer) => inOrder(activate(layer, layer.inputs[0]!, activation), layer.inputs[0]!.order),
})
