import { z } from 'zod'
import { sizeOf } from '../../graph/shape.ts'
import { activationField } from '../activations.ts'
import { defineLayer } from '../define.ts'
import { biasInitializerField, initializerInKeras, kernelInitializerField, useBiasField } from '../initializers.ts'
import { kernelRegularizerField, l2InKeras } from '../regularizers.ts'
import { denseInOnnx } from './dense.onnx.ts'

const params = z.strictObject({
  units: z
    .int()
    .positive()
    .default(128)
    .meta({
      label: { en: 'Units', zh: '单元数' },
      help: { en: 'How many values come out.', zh: '输出的数值个数。' },
    }),
  activation: activationField('linear'),
  useBias: useBiasField,
  kernelInitializer: kernelInitializerField,
  biasInitializer: biasInitializerField,
  kernelRegularizer: kernelRegularizerField,
})
export type DenseParams = z.output<typeof params>

/** As in Keras, an input with several axes is taken along its last: the others stay. */
export const dense = defineLayer({
  kind: 'dense',
  version: 1,
  title: { en: 'Dense', zh: '全连接' },
  description: {
    en: 'Joins every input value to every output value by a learned weight.',
    zh: '用可学习的权重把每个输入值与每个输出值相连。',
  },
  family: 'dense',
  inputs: { min: 1, max: 1 },
  params,
  infer: ({ units }, [input]) => ({ ok: true, shape: [...input!.slice(0, -1), units] }),
  weights({ units, useBias, kernelInitializer, biasInitializer }, [input]) {
    const kernel = {
      name: 'kernel',
      shape: [input!.at(-1)!, units],
      trainable: true,
      initializer: kernelInitializer,
    }
    if (!useBias) return [kernel]
    return [kernel, { name: 'bias', shape: [units], trainable: true, initializer: biasInitializer }]
  },
  macs: ({ units }, [input]) => sizeOf(input!) * units,
  summary: ({ units, activation }) => (activation === 'linear' ? `${units}` : `${units}, ${activation}`),
  keras: (params) => ({
    className: 'Dense',
    config: {
      units: params.units,
      activation: params.activation,
      use_bias: params.useBias,
      kernel_initializer: initializerInKeras(params.kernelInitializer),
      bias_initializer: params.biasInitializer,
      kernel_regularizer: l2InKeras(params.kernelRegularizer),
    },
  }),
  onnx: denseInOnnx,
})
