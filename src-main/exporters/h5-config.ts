import type { KerasModel } from '../../src-core/formats/keras-config.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'

/** A layer in the configuration of a `.keras` file, as far as it is read here. */
interface Layer {
  class_name: string
  config: Record<string, unknown>
  name: string
  inbound_nodes: { args: unknown[] }[]
}

interface Tensor {
  class_name: '__keras_tensor__'
  config: { keras_history: [string, number, number] }
}

/**
 * The configuration of a legacy HDF5 file, which Keras 2 reads as well as 3: a layer names its sources and not their
 * shapes. It has layers alone: a network with an operation of Keras's that is no layer is refused.
 */
export function legacyConfig({ config, operations }: KerasModel): Result<Record<string, unknown>> {
  const [operation] = operations
  if (operation !== undefined) return notInHdf5(operation)
  const model = config.config as {
    name: string
    layers: Layer[]
    input_layers: unknown[]
    output_layers: unknown[]
  }
  return ok({
    class_name: 'Functional',
    config: {
      name: model.name,
      trainable: true,
      layers: model.layers.map(({ class_name, config, name, inbound_nodes }) => ({
        class_name,
        config: legacySettings(class_name, config),
        name,
        inbound_nodes: inbound_nodes.map(({ args }) =>
          (args.flat() as Tensor[]).map((tensor) => [...tensor.config.keras_history, {}]),
        ),
      })),
      input_layers: listed(model.input_layers),
      output_layers: listed(model.output_layers),
    },
  })
}

/** `["in", 0, 0]`, as the newer files have it for one, in the list that older readers want. */
const listed = (ends: unknown[]) => (Array.isArray(ends[0]) ? ends : [ends])

/** What Keras 2 calls otherwise, of any layer and of one. */
const olderNames: Readonly<Record<string, string>> = {
  batch_shape: 'batch_input_shape',
  'LeakyReLU.negative_slope': 'alpha',
}

const legacySettings = (className: string, config: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      olderNames[`${className}.${key}`] ?? olderNames[key] ?? key,
      legacyObject(value),
    ]),
  )

/** An initializer or regularizer by its class alone. */
function legacyObject(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('class_name' in value)) return value
  const { class_name, config } = value as { class_name: string; config: unknown }
  return { class_name, config }
}

const notInHdf5 = (id: string) =>
  fail(
    'not-in-h5',
    {
      en: `Keras’s HDF5 files can only hold layers, and Keras has none for “${id}” (local response normalization).`,
      zh: `Keras 的 HDF5 文件只能保存层，而 Keras 没有与“${id}”（局部响应归一化）对应的层。`,
    },
    {
      en: 'Export as .keras, which can say it, or its weights alone as h5-weights.',
      zh: '请改为导出 .keras 格式，或用 h5-weights 只导出权重。',
    },
  )
