import { readFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readModel } from '../../src-main/importers/read-model.ts'
import { furthest, ours } from '../networks/logits.ts'
import { value } from '../networks/open.ts'
import { wired } from './wired.ts'

tf.enableProdMode()

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-legacy-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Files that Keras 2 wrote: see `legacy/write.py`. */
const written = (name: string) => resolve(import.meta.dirname, 'legacy', name)
const json = async (name: string) => JSON.parse(await readFile(written(name), 'utf8'))
type Expected = Record<string, { input: { shape: number[]; data: number[] }; output: number[] }>

describe('what Keras 2 saved computes here what it computed there:', () => {
  test.each(['sequential', 'functional', 'gated', 'transfer', 'stacked', 'numbers'])('%s', async (name) => {
    const { input, output } = ((await json('expected.json')) as Expected)[name]!
    const { document, weights } = value(await readModel(written(`${name}.h5`)))
    expect(furthest(ours(document, weights, tf.tensor(input.data, input.shape))[0]!, output)).toBeLessThan(1e-5)
    const newer = value(await readModel(written(`${name}.keras`)))
    expect(newer).toMatchObject({ document, weights })
    // Only the whole models say how they are trained.
    const alone = value(await readModel(written(`${name}.json`)))
    expect(wired(alone.document)).toEqual(wired(document))
  })
})

/** A configuration without what Keras 2 has added since its beginnings. */
const bare = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(bare)
  if (typeof value !== 'object' || value === null) return value
  const newer = ['module', 'registered_name', 'build_config']
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (newer.includes(key) ? [] : [[key, bare(one)]])),
  )
}

test('older forms of Keras 2: a model that is called Model, a sequential one that is a list (within another too), JSON within JSON', async () => {
  const functional = bare(await json('functional.json')) as Record<string, unknown>
  const sequential = bare(await json('sequential.json')) as { config: { layers: { class_name: string }[] } }
  // The input's shape stood at the first layer alone.
  const layers = sequential.config.layers.filter(({ class_name: name }) => name !== 'InputLayer')
  const transfer = bare(await json('transfer.json')) as { config: { layers: { class_name: string; config: object }[] } }
  const within = transfer.config.layers.map((layer) =>
    layer.class_name === 'Sequential' ? { ...layer, config: (layer.config as { layers: unknown[] }).layers } : layer,
  )
  const forms = {
    transfer: { class_name: 'Model', config: { ...transfer.config, layers: within } },
    functional: { ...functional, class_name: 'Model' },
    sequential: JSON.stringify({ class_name: 'Sequential', config: layers }),
  }
  for (const [name, form] of Object.entries(forms)) {
    const path = join(folder, `${name}.json`)
    await writeFile(path, JSON.stringify(form))
    const layersOf = async (file: string) =>
      Object.values(wired(value(await readModel(file)).document)).map(({ kind, params, shape }) => ({
        kind,
        params,
        shape,
      }))
    expect(await layersOf(path)).toEqual(await layersOf(written(`${name}.json`)))
  }
})
