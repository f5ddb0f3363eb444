import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { kerasNames } from '../../src-core/graph/keras-name.ts'
import { mapLayersOf } from '../../src-core/training/maps.ts'
import { exportModel } from '../../src-main/exporters/export.ts'
import { randomWeights } from '../../src-main/exporters/initial-weights.ts'
import { gradCam, layerOutput } from '../../src-main/training/look-inside.ts'
import { assign, buildNetwork } from '../../src-main/training/network.ts'
import { python, runPython } from '../python/python.ts'
import { ends, grouped, lenet, normalized, threeOutputs, value } from './networks.ts'

tf.enableProdMode()

/** `last`: where Grad-CAM looks by itself. */
const cases: { name: string; document: LoomDocument; last: string }[] = [
  // After it comes a convolution that gives a single place.
  { name: 'published LeNet-5', document: lenet({ edition: 'published' }), last: 'features/c3' },
  { name: 'a residual block with batch normalization', document: normalized, last: 'block/main/conv' },
  { name: 'auxiliary heads', document: threeOutputs, last: 'deeper' },
  { name: 'probabilities that are pooled', document: ends['pooled softmax'], last: 'classify' },
  { name: 'grouped convolutions', document: grouped, last: 'as many as channels' },
]
const label = 2
type Seen = Record<string, { maps: number[]; heat: number[] }>

function prepare(document: LoomDocument) {
  const network = value(buildNetwork(tf, document, { seed: 1 }))
  value(assign(tf, network.weights, randomWeights(document, 5)))
  const image = tf.randomUniform([...network.inputShape], 0, 1, 'float32', 3).dataSync() as Float32Array
  const layers = mapLayersOf(document).layers.map(({ id }) => id)
  return { network, image, layers, names: kerasNames(analyze(document).order) }
}

/** Of the largest value there is. */
function furthest(ours: Float32Array, theirs: readonly number[]): number {
  expect(ours).toHaveLength(theirs.length)
  const scale = theirs.reduce((most, one) => Math.max(most, Math.abs(one)), 1e-6)
  return theirs.reduce((most, one, at) => Math.max(most, Math.abs(one - ours[at]!)), 0) / scale
}

describe.skipIf(!python)('what is seen inside is what Keras sees:', () => {
  let judged: Seen[]
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'layerloom-inside-'))
    const asked = []
    for (const [index, { document }] of cases.entries()) {
      const path = join(folder, `${index}.keras`)
      value(await exportModel({ document, weights: randomWeights(document, 5), format: 'keras', path }))
      const { network, image, layers, names } = prepare(document)
      const main = network.outputs.find(({ isMain }) => isMain)!
      const keras = layers.map((id) => names.get(id)!)
      const head = names.get(main.id)!
      const logits = main.values === 'logits'
      asked.push({ path, head, logits, layers: keras, label, image: [...image], shape: network.inputShape })
    }
    judged = await runPython<Seen[]>(join(import.meta.dirname, 'judge-inside.py'), asked)
    return () => rm(folder, { recursive: true, force: true })
  })

  test.each(cases.map((one, index) => [one.name, one, index] as const))(
    '%s',
    async (_name, { document, last }, index) => {
      const { network, image, layers, names } = prepare(document)
      const seen = judged[index]!
      expect(layers.length).toBe(Object.keys(seen).length)
      let highest = 0
      for (const layer of layers) {
        const { maps, heat } = seen[names.get(layer)!]!
        const ours = value(await layerOutput(network, layer, image))
        expect(furthest(ours.values, maps), `maps of ${layer}`).toBeLessThan(1e-5)
        const cam = value(await gradCam(network, { layer, label, image }))
        expect(furthest(cam.values, heat), `heat of ${layer}`).toBeLessThan(1e-4)
        highest = Math.max(highest, ...heat)
      }
      // Something speaks for the class somewhere: nothing agrees by being 0.
      expect(highest).toBeGreaterThan(0)
      expect(mapLayersOf(document).last).toBe(last)
    },
  )
})

test('a look leaves no tensors behind and the network as it was; what gives no maps is refused', async () => {
  const { network, image } = prepare(normalized)
  const look = async () => {
    value(await layerOutput(network, 'block/main/norm', image))
    value(await gradCam(network, { layer: 'block/main/norm', label, image }))
  }
  const before = value(await layerOutput(network, 'relu', image)).values
  await look()
  const { numTensors } = tf.memory()
  await look()
  expect(tf.memory().numTensors).toBe(numTensors)
  expect(value(await layerOutput(network, 'relu', image)).values).toEqual(before)
  for (const layer of ['classify', 'nowhere']) {
    expect(await layerOutput(network, layer, image)).toMatchObject({ ok: false, failure: { code: 'no-maps' } })
  }
  const unknown = await gradCam(network, { layer: 'relu', label: 99, image })
  expect(unknown).toMatchObject({ ok: false, failure: { code: 'no-such-class' } })
})
