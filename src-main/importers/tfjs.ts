import { dirname, isAbsolute, join } from 'node:path'
import { importKeras } from '../../src-core/formats/keras-import/import.ts'
import { isObject } from '../../src-core/formats/keras-import/config.ts'
import type { Config } from '../../src-core/formats/keras-import/config.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { ImportedModel } from './imported-model.ts'
import { weightsOf } from './keras-weights.ts'
import type { WeightFile } from './keras-weights.ts'
import { sortByName } from './named-weights.ts'
import { largestFile, readBytes } from './read-bytes.ts'
import { Manifest, floatsOf, placesOf } from './tfjs-manifest.ts'
import type { Place } from './tfjs-manifest.ts'

/** Whether JSON is the `model.json` of a model for tfjs. */
export const isTfjs = (json: unknown): json is Config => isObject(json) && json.modelTopology !== undefined

/** Reads a tfjs layers model, whose weights lie in files beside its `model.json`, or says in words why not. */
export async function readTfjs(path: string, json: Config): Promise<Result<ImportedModel>> {
  const { modelTopology: topology, weightsManifest } = json
  if (json.format === 'graph-model' || (isObject(topology) && topology.node !== undefined)) return graphModel(path)
  // Saved by tfjs, or converted from Keras: there the configuration lies one level deeper.
  const model = isObject(topology) && isObject(topology.model_config) ? topology.model_config : topology
  const isTrained = isObject(json.trainingConfig) || (isObject(topology) && isObject(topology.training_config))
  const version = isObject(topology) ? topology.keras_version : undefined
  const imported = importKeras(model, { isTrained, version })
  if (!imported.ok) return imported
  const { document, layers, notes } = imported.value
  const manifest = Manifest.safeParse(weightsManifest)
  if (!manifest.success) return noManifest(path)
  const file = await openShards(path, manifest.data)
  if (!file.ok) return file
  const names = sortByName(layers, file.value.names)
  const weights = weightsOf(layers, file.value, (layer, at) => names.get(layer)![at])
  return weights.ok ? ok({ document, weights: weights.value, notes }) : weights
}

interface Shards extends WeightFile {
  /** In the order of the manifest, which is that of Keras's weights. */
  names: readonly string[]
}

/** Reads all weights into memory: as much as the files hold, whatever the manifest claims. */
async function openShards(path: string, manifest: Manifest): Promise<Result<Shards>> {
  const found = new Map<string, { place: Place; group: Uint8Array }>()
  let room = largestFile
  for (const { paths, weights } of manifest) {
    const places = placesOf(weights)
    if (!places) return noManifest(path)
    const read = await readShards(dirname(path), paths, room)
    if (!read.ok) return read
    const group = read.value
    room -= group.length
    for (const place of places) {
      const { name } = place.entry
      if (found.has(name)) return noManifest(path)
      found.set(name, { place, group })
    }
  }
  return ok({
    names: [...found.keys()],
    floats(name, shape) {
      const there = found.get(name)
      return there && floatsOf(there.place, there.group, shape)
    },
  })
}

/** The bytes of a group's files, one after the other. */
async function readShards(folder: string, names: readonly string[], room: number): Promise<Result<Uint8Array>> {
  const parts: Uint8Array[] = []
  let size = 0
  for (const name of names) {
    if (!isWithin(name)) return climbsOut(name)
    const shard = join(folder, name)
    const bytes = await readBytes(shard, tooLarge, room - size)
    if (!bytes.ok) return bytes
    parts.push(bytes.value)
    size += bytes.value.length
  }
  return ok(parts.length === 1 ? parts[0]! : Buffer.concat(parts))
}

/** Whether a name stays in the folder of the model on every system. */
const isWithin = (name: string) =>
  name !== '' && !isAbsolute(name) && !/^[a-z]*:/i.test(name) && !name.split(/[\\/]/).some((part) => /^\.*$/.test(part))

const graphModel = (path: string) =>
  fail(
    'graph-model',
    {
      en: `${path} is a tfjs graph model: TensorFlow’s operations without the layers that they were made of.`,
      zh: `${path} 是 tfjs 图模型（graph model）：只有 TensorFlow 的运算，没有其原来的层。`,
    },
    {
      en: 'Open the model that it was converted from, or convert that as a layers model (tfjs_layers_model) or to ONNX.',
      zh: '请打开转换之前的模型，或将其转换为层模型（tfjs_layers_model）或 ONNX。',
    },
  )

const noManifest = (path: string) =>
  fail(
    'not-tfjs',
    {
      en: `${path} does not say where its weights lie (weightsManifest), or not in a form that tfjs reads.`,
      zh: `${path} 没有说明权重的位置（weightsManifest），或其格式无法识别。`,
    },
    { en: 'Save the model again with tfjs.', zh: '请用 tfjs 重新保存模型。' },
  )

const climbsOut = (name: string) =>
  fail('climbs-out', {
    en: `The model asks for a file outside its own folder, “${name}”, which is not read.`,
    zh: `该模型要求读取其文件夹以外的文件“${name}”，未予读取。`,
  })

const tooLarge = (path: string) =>
  fail('too-large', {
    en: `With ${path} the weights have 2 GiB or more, and were not read.`,
    zh: `加上 ${path}，权重达到或超过 2 GiB，未予读取。`,
  })
