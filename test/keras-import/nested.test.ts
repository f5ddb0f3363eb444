import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { readModel } from '../../src-main/importers/read-model.ts'
import { readGivenWeights } from '../../src-main/importers/weights-file.ts'
import { furthest, ours } from '../networks/logits.ts'
import { open, value } from '../networks/open.ts'
import { python, runPython } from '../python/python.ts'
import { digest, digests, wired } from './wired.ts'

tf.enableProdMode()

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-nested-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Written {
  name: string
  paths: Record<'keras' | 'h5' | 'json', string>
  input: { shape: number[]; data: number[] }
  output: number[]
}

const idsOf = ({ nodes }: LoomDocument, type: 'block' | 'layer') =>
  Object.keys(nodes).filter((id) => nodes[id]!.type === type)
const frozenIn = ({ nodes }: LoomDocument) =>
  Object.entries(nodes).flatMap(([id, node]) => (node.type === 'layer' && node.frozen ? [id] : []))

describe.skipIf(!python)('models within models that Python’s Keras saved', () => {
  let written: Map<string, Written>
  beforeAll(async () => {
    const models = await runPython<Written[]>(resolve(import.meta.dirname, 'nested.py'), { folder })
    written = new Map(models.map((model) => [model.name, model]))
  }, 120_000)

  const names = ['transfer', 'stacked', 'tuned', 'deep', 'many', 'numbers']
  test.each(names)('compute here what they compute there: %s', async (name) => {
    const { paths, input, output } = written.get(name)!
    const { document, weights } = value(await readModel(paths.keras))
    expect(analyze(document).problems.filter(({ severity }) => severity === 'error')).toEqual([])
    const [computed] = ours(document, weights, tf.tensor(input.data, input.shape))
    const spread = Math.max(...output) - Math.min(...output)
    expect(furthest(computed!, output) / spread).toBeLessThan(1e-5)
    const legacy = value(await readModel(paths.h5))
    expect(wired(legacy.document)).toEqual(wired(document))
    expect(digests(legacy.document, legacy.weights)).toEqual(digests(document, weights))
    const plain = value(await readModel(paths.json))
    expect(wired(plain.document)).toEqual(wired(document))
  })

  test('become blocks of their names, frozen where they were', async () => {
    const { document, notes } = value(await readModel(written.get('transfer')!.paths.keras))
    const base = 'mobilenetv2_0.35_32'
    expect(idsOf(document, 'block').slice(0, 3)).toEqual([base, `${base}/expanded_conv`, `${base}/block_1`])
    expect(document.nodes[`${base}/block_1`]).toMatchObject({ parent: base })
    const outside = ['image', 'true_divide', 'subtract', 'global_average_pooling2d', 'dropout', 'head']
    expect(idsOf(document, 'layer').filter((id) => !id.startsWith(base))).toEqual(outside)
    expect(frozenIn(document)).toEqual(idsOf(document, 'layer').filter((id) => id.startsWith(base)))
    expect(notes.map(({ en }) => en)).toEqual([
      '“augment/random_flip” and 1 more change images at random in training alone and are left out: the training plan has augmentation of its own.',
    ])
  })

  test('may be frozen in part, and say what training=False would have kept', async () => {
    const { document } = value(await readModel(written.get('tuned')!.paths.h5))
    expect(frozenIn(document)).toEqual(['conv_a', 'conv_bn', 're_lu', 'conv_b'].map((name) => `base/${name}_renamed`))
    const { notes } = value(await readModel(written.get('loose')!.paths.keras))
    expect(notes.map(({ en }) => en)).toEqual([
      '“base” is called with training=False, which is not kept: trained on, its normalizations take new statistics unless they are frozen, and its dropout drops.',
    ])
  })

  test('lie as deep as they were nested', async () => {
    const { document } = value(await readModel(written.get('deep')!.paths.keras))
    expect(idsOf(document, 'block')).toEqual(['body', 'body/scale', 'body/left', 'right'])
    expect(idsOf(document, 'layer').filter((id) => id.endsWith('conv_a'))).toEqual([
      'conv_a',
      'body/left/conv_a',
      'right/conv_a',
    ])
  })

  test.each(['keras', 'h5'] as const)('give a network their weights to begin with: .%s', async (end) => {
    const document = open('mobilenet-v2', { edition: 'documented', alpha: 0.35, inputSize: 32, classes: 7 })
    const path = written.get('transfer')!.paths[end]
    const { carried, weights } = value(await readGivenWeights(path, document))
    expect(carried).toMatchObject({ anew: [], keptParams: carried.params })
    const imported = value(await readModel(path))
    const digestsOf = (some: typeof weights) => some.map(({ data }) => digest(data)).sort()
    expect(digestsOf(weights)).toEqual(digestsOf(imported.weights))
  })
})
