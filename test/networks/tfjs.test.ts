import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { analyze } from '../../src-core/graph/analyze.ts'
import { kindOf } from '../../src-core/layers/registry.ts'
import { exportModel } from '../../src-main/exporters/export.ts'
import { drawn, expectSame, outputNames } from './drawn.ts'
import type { Drawn } from './drawn.ts'
import { value } from './open.ts'
import { paramsOf, readTfjs } from './read-tfjs.ts'
import { rotated } from './rotation.ts'
import { titleOf } from './variants.ts'

tf.enableProdMode()

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-tfjs-networks-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Kinds of which tfjs has no layer; a convolution in groups is another. */
const unsaid = ['channel-shuffle', 'slice', 'scaled-add', 'local-response-normalization']

function canBeLayers({ document }: Drawn): boolean {
  const { order } = analyze(document)
  return order.every((id) => {
    const node = document.nodes[id]!
    if (node.type !== 'layer') return true
    const params = kindOf(node.kind)!.params.parse(node.params)
    return !unsaid.includes(node.kind) && ((params.groups as number | undefined) ?? 1) === 1
  })
}

describe('with the same drawn weights and statistics, tfjs gives our logits:', () => {
  test.each(rotated.map((variant, at) => [titleOf(variant), variant, at] as const))(
    '%s',
    async (_name, variant, at) => {
      const network = drawn(variant, at)
      const { document, weights, input, outputs, params } = network
      const [graphPath, layersPath] = [join(folder, `${at}-graph`), join(folder, `${at}-layers`)]
      value(await exportModel({ document, weights, format: 'tfjs-graph', path: graphPath }))
      const graph = await tf.loadGraphModel(await readTfjs(graphPath))
      expect(paramsOf(graph)).toBe(params)
      expectSame(
        outputs,
        run(input, (images) => graph.execute(images, outputNames(document))),
      )
      graph.dispose()

      const written = await exportModel({ document, weights, format: 'tfjs', path: layersPath })
      if (!canBeLayers(network)) return expect(written).toMatchObject({ failure: { code: 'not-in-tfjs' } })
      value(written)
      const layers = await tf.loadLayersModel(await readTfjs(layersPath))
      expect(layers.countParams()).toBe(params)
      expectSame(
        outputs,
        run(input, (images) => layers.predict(images)),
      )
      layers.dispose()
    },
    600_000,
  )
})

const run = (
  { data, shape }: Drawn['input'],
  compute: (images: tf.Tensor) => tf.Tensor | tf.Tensor[] | tf.NamedTensorMap,
) =>
  tf.tidy(() =>
    [compute(tf.tensor(data, shape)) as tf.Tensor | tf.Tensor[]].flat().map((output) => [...output.dataSync()]),
  )
