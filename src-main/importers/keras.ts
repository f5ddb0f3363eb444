import { stat } from 'node:fs/promises'
import { importKeras } from '../../src-core/formats/keras-import/import.ts'
import type { ImportedKeras, ImportedLayer } from '../../src-core/formats/keras-import/import.ts'
import { sizeOf } from '../../src-core/graph/shape.ts'
import type { Shape } from '../../src-core/graph/shape.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { readFailure } from '../documents/failures.ts'
import { snakeCase } from '../exporters/keras.ts'
import type { LayerWeight } from '../training/weights.ts'
import { withH5 } from './h5-file.ts'
import type { H5File } from './h5-file.ts'
import { readArchive } from './keras-archive.ts'
import type { ImportedModel } from './onnx.ts'

/** Reads a network and its weights from a `.keras` file of Keras 3, or says in words why not. */
export async function readKeras(path: string): Promise<Result<ImportedModel>> {
  try {
    if (!(await stat(path)).isFile()) return notAFile(path)
  } catch (error) {
    return readFailure(error, path)
  }
  const archive = await readArchive(path)
  if (archive === 'too-large') return tooLarge(path)
  if (archive === 'damaged') return notKeras(path)
  const config = parseJson(new TextDecoder().decode(archive.config))
  if (config === undefined) return notKeras(path)
  const imported = importKeras(config)
  if (!imported.ok) return imported
  const groups = groupsOf(imported.value)
  const weights = await withH5(archive.weights, (file) => {
    // Files of Keras 2.12 to 2.15 have another name for the same.
    const root = ['layers', '_layer_checkpoint_dependencies'].find((name) => file.has(name)) ?? 'layers'
    return weightsOf(imported.value.layers, file, ({ keras }, at) => `${root}/${groups.get(keras)!}/vars/${at}`)
  })
  if (!weights) return notKeras(path)
  return weights.read.ok ? ok({ document: imported.value.document, weights: weights.read.value }) : weights.read
}

/** `conv2d`, `conv2d_1`, …: Keras names a layer's weights by its class and its place among the layers of that class. */
function groupsOf({ order }: ImportedKeras): Map<string, string> {
  const used = new Map<string, number>()
  return new Map(
    order.map(({ name, className }): [string, string] => {
      const group = snakeCase(className)
      const count = used.get(group) ?? 0
      used.set(group, count + 1)
      return [name, count === 0 ? group : `${group}_${count}`]
    }),
  )
}

/** The weights of every layer; `pathOf` says where one lies in the file, by its place among the layer's. */
export function weightsOf(
  layers: readonly ImportedLayer[],
  file: H5File,
  pathOf: (layer: ImportedLayer, at: number) => string | undefined,
): Result<LayerWeight[]> {
  const weights: LayerWeight[] = []
  for (const layer of layers) {
    for (const [at, { name, shape }] of layer.weights.entries()) {
      const path = pathOf(layer, at)
      const data = given(layer, name, shape) ?? (path === undefined ? undefined : file.floats(path, shape))
      if (!data) return noFloats(layer.keras, name)
      weights.push({ layer: layer.layer, name, shape: [...shape], data })
    }
  }
  return ok(weights)
}

/** The statistics of a normalization whose author gave them as numbers: they stand in its configuration. */
function given({ config }: ImportedLayer, name: string, shape: Shape): Float32Array | undefined {
  const value = name === 'moving_mean' ? config.mean : name === 'moving_variance' ? config.variance : undefined
  const numbers = (Array.isArray(value) ? value.flat(8) : [value]) as unknown[]
  if (!numbers.every((one) => typeof one === 'number')) return undefined
  const size = sizeOf(shape)
  if (numbers.length === 1) return new Float32Array(size).fill(numbers[0]!)
  return numbers.length === size ? Float32Array.from(numbers) : undefined
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const noFloats = (layer: string, weight: string) =>
  fail(
    'weight-not-read',
    {
      en: `The weight “${weight}” of “${layer}” is missing, or not of the size or the type (float32) that the layer has.`,
      zh: `“${layer}”的权重“${weight}”缺失，或其大小或类型（应为 float32）与该层不符。`,
    },
    { en: 'Save the whole model again with float32 weights.', zh: '请以 float32 权重重新保存整个模型。' },
  )

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
