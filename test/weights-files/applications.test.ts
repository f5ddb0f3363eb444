import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { asPublished } from '../../src-core/training/published-weights.ts'
import { prepare } from '../../src-main/data/prepare.ts'
import { readGivenWeights } from '../../src-main/importers/weights-file.ts'
import { every } from '../networks/every.ts'
import { furthest, logits, ours, spreadOf } from '../networks/logits.ts'
import { open, value } from '../networks/open.ts'
import { python, runPython } from '../python/python.ts'

tf.enableProdMode()

/** What keras.applications calls a network, and ours. */
const networks = [
  { name: 'MobileNet', template: 'mobilenet', options: { alpha: 0.25 }, given: { alpha: 0.25 }, size: 64 },
  { name: 'ResNet50', template: 'resnet', options: { depth: 50 }, given: {}, size: 33 },
  ...(every
    ? [
        { name: 'EfficientNetB0', template: 'efficientnet', options: { variant: 'b0' }, given: {}, size: 45 },
        { name: 'VGG16', template: 'vgg', options: { depth: 16 }, given: {}, size: 32 },
        { name: 'ResNet50V2', template: 'resnet-v2', options: { depth: 50 }, given: {}, size: 33 },
        { name: 'MobileNetV2', template: 'mobilenet-v2', options: { alpha: 0.35 }, given: { alpha: 0.35 }, size: 45 },
        { name: 'DenseNet121', template: 'densenet', options: { depth: 121 }, given: {}, size: 33 },
        { name: 'InceptionV3', template: 'inception-v3', options: {}, given: {}, size: 75 },
        { name: 'Xception', template: 'xception', options: {}, given: {}, size: 71 },
      ]
    : []),
]
const classes = 7

/** Bytes as training brings them to a network. @param shape `[batch, height, width, 3]` */
function prepared({ shape, bytes }: Written['image'], { training }: LoomDocument): tf.Tensor {
  const [count, height, width, channels] = shape as [number, number, number, number]
  const size = height * width * channels
  const images = new Float32Array(count * size)
  for (let at = 0; at < images.length; at += size) {
    const picture = { height, width, channels, pixels: Uint8Array.from(bytes.slice(at, at + size)) }
    const augmentation = training.augmentation!
    prepare(picture, images.subarray(at, at + size), { shape: [height, width, channels], augmentation })
  }
  return tf.tensor(images, shape)
}

interface Written {
  name: string
  paths: Record<'legacy' | 'notop' | 'keras3' | 'keras' | 'h5', string>
  image: { shape: number[]; bytes: number[] }
  output: number[]
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-applications-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe.skipIf(!python)('weights of keras.applications', () => {
  let written: Written[]
  beforeAll(async () => {
    const asked = networks.map(({ name, given, size }) => ({
      name,
      arguments: { ...given, classes, input_shape: [size, size, 3] },
      // Rounding errors would grow most where there are no scales, and where much is cut off at 6.
      shift: name === 'InceptionV3' ? 1 : name === 'MobileNetV2' ? 0.4 : 0.7,
    }))
    written = await runPython(join(import.meta.dirname, 'applications.py'), { folder, networks: asked })
  }, 900_000)

  test.each(networks.map((network, at) => [network.name, network, at] as const))(
    '%s: every layout gives our template what computes the same on images with the values that it was trained on',
    async (name, { template, options, size }, at) => {
      const { paths, image, output } = written[at]!
      const network = open(template, { ...options, inputSize: size, classes })
      const { carried: found } = value(await readGivenWeights(paths.legacy, network))
      // Inception's layers have no names but Keras's numbers.
      const published = found.published ?? ({ normalization: 'centred', channels: 'rgb' } as const)
      expect(found.published?.by).toBe(name === 'InceptionV3' ? undefined : 'layers')
      const document = { ...network, training: { ...network.training, ...asPublished(network.training, published) } }
      const { carried, weights } = value(await readGivenWeights(paths.legacy, document))
      expect(carried).toMatchObject({ anew: [], keptParams: carried.params })
      const [computed] = ours(document, weights, prepared(image, document))
      const [mine, theirs] = [logits(computed!), logits(output)]
      expect(furthest(mine, theirs) / spreadOf(theirs)).toBeLessThan(1e-4)

      for (const layout of ['keras3', 'keras', 'h5'] as const) {
        const other = value(await readGivenWeights(paths[layout], document))
        expect(other.carried.anew, layout).toEqual([])
        expect(other.weights, layout).toHaveLength(weights.length)
        const isSame = other.weights.every(({ data }, at) =>
          Buffer.from(data.buffer).equals(Buffer.from(weights[at]!.data.buffer)),
        )
        expect(isSame, layout).toBe(true)
      }
      const other = open(template, { ...options, inputSize: size, classes: 5 })
      const { carried: headless } = value(await readGivenWeights(paths.notop, other))
      const dense = template === 'vgg' ? 3 : 1
      expect(headless.anew.map(({ layer }) => layer)).toEqual(carried.kept.slice(-dense).map(({ layer }) => layer))
    },
    300_000,
  )
})
