import { basename, extname } from 'node:path'
import { kerasGraph } from '../../src-core/formats/keras-import/graph.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import type { CarryOver } from '../../src-core/training/carry-over.ts'
import { fitGiven } from '../../src-core/training/given-weights.ts'
import { publishedAs } from '../../src-core/training/published-weights.ts'
import { stemOf } from '../../src-core/training/stem.ts'
import type { Shape } from '../../src-core/graph/shape.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { LayerWeight } from '../training/weights.ts'
import { withH5 } from './h5-file.ts'
import type { H5File } from './h5-file.ts'
import { openArchive } from './keras.ts'
import { readBytes } from './read-bytes.ts'
import { givenLayers } from './weights-layout.ts'

/** What a network begins with of a file of weights. */
export interface GivenWeights {
  carried: CarryOver
  /** Under the network's own layers. */
  weights: LayerWeight[]
}

/**
 * Reads the weights that fit a network from a file of Keras's: weights alone, as `save_weights` and keras.applications
 * write them, or a whole model's, `.keras` or HDF5. Where the network's plan says that the file knows images with blue
 * first, its first kernels are turned, so that the network takes red first.
 */
export async function readFittingWeights(path: string, document: LoomDocument): Promise<Result<GivenWeights>> {
  const found = await bytesOf(path)
  if (!found.ok) return found
  const { bytes, config } = found.value
  const graph = kerasGraph(config)
  const order = graph.ok ? graph.value.order : []
  const given = await withH5(bytes, (file) => takeFrom(file, order, { document, path }))
  return given?.read ?? noWeights(path)
}

/** The bytes of HDF5, and of a whole model its configuration. */
async function bytesOf(path: string): Promise<Result<{ bytes: Uint8Array; config?: unknown }>> {
  if (extname(path).toLowerCase() !== '.keras') {
    const bytes = await readBytes(path, noWeights)
    return bytes.ok ? ok({ bytes: bytes.value }) : bytes
  }
  const archive = await openArchive(path)
  return archive.ok ? ok({ bytes: archive.value.weights, config: archive.value.config }) : archive
}

type Order = Parameters<typeof givenLayers>[1]

function takeFrom(
  file: H5File,
  order: Order,
  { document, path }: { document: LoomDocument; path: string },
): Result<GivenWeights> | undefined {
  const layers = givenLayers(file, order)
  if (layers.length === 0) return undefined
  const { carried, places } = fitGiven(layers, document)
  const blueFirst = new Set(document.training.fromChannels === 'bgr' ? stemOf(document).convolutions : [])
  const weights: LayerWeight[] = []
  for (const { layer, weight, given, at } of places) {
    const data = file.floats(layers[given]!.paths[at]!, weight.shape)
    if (!data) return undefined
    if (blueFirst.has(layer) && weight.name === 'kernel') swapRedAndBlue(data, weight.shape)
    weights.push({ layer, name: weight.name, shape: [...weight.shape], data })
  }
  const names = layers.map(({ name }) => name)
  const published = publishedAs({ file: basename(path), layers: names }, document, carried)
  return ok({ carried: { ...carried, ...(published && { published }) }, weights })
}

/** @param kernel `[height, width, 3, filters]` */
function swapRedAndBlue(kernel: Float32Array, [, , colours, filters]: Shape): void {
  for (let red = 0; red < kernel.length; red += colours! * filters!) {
    const blue = red + 2 * filters!
    const reds = kernel.slice(red, red + filters!)
    kernel.copyWithin(red, blue, blue + filters!)
    kernel.set(reds, blue)
  }
}

const noWeights = (path: string) =>
  fail(
    'no-weights-file',
    {
      en: `${path} holds no weights of Keras’s layers, is damaged, or has 2 GiB or more.`,
      zh: `${path} 不含 Keras 各层的权重、已损坏，或大小达到 2 GiB。`,
    },
    {
      en: 'Choose a file of model.save_weights or model.save, or one that keras.applications downloads.',
      zh: '请选择由 model.save_weights 或 model.save 写出的文件，或 keras.applications 下载的文件。',
    },
  )
