import { importKeras } from '../../src-core/formats/keras-import/import.ts'
import type { ImportedLayer } from '../../src-core/formats/keras-import/import.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { texts, withH5 } from './h5-file.ts'
import type { H5File } from './h5-file.ts'
import type { ImportedModel } from './imported-model.ts'
import { parseJson } from './keras.ts'
import { weightsOf } from './keras-weights.ts'
import { addTo, sortWithin } from './named-weights.ts'
import { largestJson, readBytes } from './read-bytes.ts'

/** Reads a network and its weights from a whole model as Keras saved it before `.keras`, or says in words why not. */
export async function readH5(path: string): Promise<Result<ImportedModel>> {
  const bytes = await readBytes(path, notH5)
  if (!bytes.ok) return bytes
  const model = await withH5(bytes.value, readModel)
  return model?.read ?? notH5(path)
}

function readModel(file: H5File): Result<ImportedModel> {
  const text = file.attribute('/', 'model_config')
  if (typeof text !== 'string' || text.length > largestJson) return weightsAlone
  const imported = importKeras(parseJson(text), {
    isTrained: file.attribute('/', 'training_config') !== undefined,
    version: file.attribute('/', 'keras_version'),
  })
  if (!imported.ok) return imported
  const { document, layers, notes } = imported.value
  const weights = weightsOf(layers, file, pathsIn(file, layers))
  return weights.ok ? ok({ document, notes, weights: weights.value }) : weights
}

/** Every layer has a group of its weights, and every model within one for all of its layers; names say the order. */
function pathsIn(file: H5File, layers: readonly ImportedLayer[]) {
  const groups = new Map<string, ImportedLayer[]>()
  for (const layer of layers) addTo(groups, layer.within[0] ?? layer.own, layer)
  const paths = new Map<ImportedLayer, readonly string[]>()
  for (const [group, members] of groups) {
    const names = texts(file, `model_weights/${group}`, 'weight_names')
    const isModel = members[0]!.within.length > 0
    for (const [layer, own] of isModel ? sortWithin(members, names) : [[members[0]!, names] as const]) {
      paths.set(
        layer,
        own.map((name) => `model_weights/${group}/${name}`),
      )
    }
  }
  return (layer: ImportedLayer, at: number) => paths.get(layer)?.[at]
}

const weightsAlone = fail(
  'not-keras',
  {
    en: 'The file holds no configuration of a network: weights alone, or none of Keras’s.',
    zh: '该文件不含网络配置：只有权重，或不是 Keras 文件。',
  },
  { en: 'Save the whole model: model.save("model.h5").', zh: '请保存整个模型：model.save("model.h5")。' },
)

const notH5 = (path: string) =>
  fail(
    'not-h5',
    {
      en: `${path} is not an HDF5 file of less than 2 GiB, or a damaged one.`,
      zh: `${path} 不是小于 2 GiB 的 HDF5 文件，或已损坏。`,
    },
    { en: 'Save or download it again.', zh: '请重新保存或下载该文件。' },
  )
