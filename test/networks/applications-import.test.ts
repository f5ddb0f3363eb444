import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { analyze } from '../../src-core/graph/analyze.ts'
import { readModel } from '../../src-main/importers/read-model.ts'
import { digests, wired } from '../keras-import/wired.ts'
import { python, runPython } from '../python/python.ts'
import { expectSame } from './drawn.ts'
import { classes, furthest, ours } from './logits.ts'
import { value } from './open.ts'
import { thirdOf } from './rotation.ts'

tf.enableProdMode()

/** Networks that others have saved most often, by the smallest images that they take, in pixels. */
const sizes: Readonly<Record<string, number>> = {
  DenseNet121: 32,
  EfficientNetB0: 33,
  InceptionV3: 75,
  MobileNet: 32,
  MobileNetV2: 33,
  ResNet50: 33,
  ResNet50V2: 33,
  VGG16: 32,
  Xception: 71,
}
const today = thirdOf(Object.keys(sizes))

interface Saved {
  name: string
  params: number
  input: { shape: number[]; data: number[] }
  /** Probabilities. */
  output: number[]
}

describe.skipIf(!python)(
  'what Python’s Keras saved of keras.applications computes here what it computes there:',
  () => {
    let folder: string
    let saved: Saved[]
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'layerloom-applications-'))
      const models = today.map((name) => ({ name, size: sizes[name], classes }))
      saved = await runPython(join(import.meta.dirname, 'save-applications.py'), { folder, models })
    }, 600_000)
    afterAll(() => rm(folder, { recursive: true, force: true }))

    test.each(today)('%s', async (name) => {
      const { params, input, output } = saved.find((one) => one.name === name)!
      const { document, weights } = value(await readModel(join(folder, `${name}.keras`)))
      expect(analyze(document).problems.filter(({ severity }) => severity === 'error')).toEqual([])
      const images = tf.tensor(input.data, input.shape)
      const [computed] = ours(document, weights, images)
      images.dispose()
      expectSame([computed!], [output])
      expect(furthest(computed!, output)).toBeLessThan(1e-4)
      const legacy = value(await readModel(join(folder, `${name}.h5`)))
      expect(wired(legacy.document)).toEqual(wired(document))
      expect(digests(legacy.document, legacy.weights)).toEqual(digests(document, weights))
      // Keras counts the statistics of its normalization of images among the parameters, with their number of samples.
      const own = weights.reduce((sum, { data }) => sum + data.length, 0)
      expect(params - own).toBe(name === 'EfficientNetB0' ? 1 : 0)
    })
  },
)
