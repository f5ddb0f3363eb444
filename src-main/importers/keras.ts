import { stat } from 'node:fs/promises'
import { isObject } from '../../src-core/formats/keras-import/config.ts'
import type { OrderedLayer } from '../../src-core/formats/keras-import/graph.ts'
import { importKeras } from '../../src-core/formats/keras-import/import.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { readFailure } from '../documents/failures.ts'
import { snakeCase } from '../exporters/keras.ts'
import { withH5 } from './h5-file.ts'
import type { H5File } from './h5-file.ts'
import type { ImportedModel } from './imported-model.ts'
import { readArchive } from './keras-archive.ts'
import { weightsOf } from './keras-weights.ts'

/** Reads a network and its weights from a `.keras` file of Keras 3, or says in words why not. */
export async function readKeras(path: string): Promise<Result<ImportedModel>> {
  const archive = await openArchive(path)
  if (!archive.ok) return archive
  const imported = importKeras(archive.value.config, { version: archive.value.version })
  if (!imported.ok) return imported
  const weights = await withH5(archive.value.weights, (file) => {
    const groups = groupsOf(imported.value.order, rootOf(file) ?? 'layers')
    return weightsOf(imported.value.layers, file, ({ keras }, at) => `${groups.get(keras)!}/vars/${at}`)
  })
  if (!weights) return notKeras(path)
  const { document, notes } = imported.value
  return weights.read.ok ? ok({ document, notes, weights: weights.read.value }) : weights.read
}

interface OpenArchive {
  config: unknown
  /** The Keras that wrote it. */
  version: unknown
  /** Bytes of HDF5. */
  weights: Uint8Array
}

/** Opens a `.keras` file as far as it is read here, or says in words why not. */
export async function openArchive(path: string): Promise<Result<OpenArchive>> {
  try {
    if (!(await stat(path)).isFile()) return notAFile(path)
  } catch (error) {
    return readFailure(error, path)
  }
  const archive = await readArchive(path)
  if (archive === 'too-large') return tooLarge(path)
  if (archive === 'damaged') return notKeras(path)
  const { weights } = archive
  const [config, metadata] = [archive.config, archive.metadata].map((part) => parseJson(new TextDecoder().decode(part)))
  const version = isObject(metadata) ? metadata.keras_version : undefined
  return config === undefined ? notKeras(path) : ok({ config, version, weights })
}

/** The group that Keras 3 keeps its layers in; files of Keras 2.12 to 2.15 have another name for the same. */
export const rootOf = (file: H5File): string | undefined =>
  ['layers', '_layer_checkpoint_dependencies'].find((name) => file.has(name))

/**
 * The group of each layer's weights. Keras names it by the layer's class and its place among the layers of that class,
 * `layers/conv2d_1`, and within a model by that model's: `layers/functional/layers/conv2d`.
 *
 * @param root the group of a model's layers
 */
export function groupsOf(order: readonly OrderedLayer[], root: string): Map<string, string> {
  const groups = new Map<string, string>()
  const used = new Map<string, number>()
  for (const { name, own, within, className } of order) {
    // A model comes before its layers.
    const model = within.length > 0 ? `${groups.get(name.slice(0, -own.length - 1))!}/` : ''
    const group = `${model}${root}/${snakeCase(className)}`
    const count = used.get(group) ?? 0
    used.set(group, count + 1)
    groups.set(name, count === 0 ? group : `${group}_${count}`)
  }
  return groups
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const notAFile = (path: string) => fail('not-a-file', { en: `${path} is not a file.`, zh: `${path} 不是文件。` })

const notKeras = (path: string) =>
  fail(
    'not-keras',
    { en: `${path} is not a .keras file, or a damaged one.`, zh: `${path} 不是 .keras 文件，或已损坏。` },
    { en: 'Save or download it again.', zh: '请重新保存或下载该文件。' },
  )

const tooLarge = (path: string) =>
  fail('too-large', {
    en: `${path} unpacks to more than a model of its size can hold, and was not read.`,
    zh: `${path} 解压后的大小超出了同等大小模型的合理范围，未予读取。`,
  })
