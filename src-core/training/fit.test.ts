import { expect, test } from 'vitest'
import { parseDocument } from '../../src-core/document/file.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { fitData } from './fit.ts'
import { describeData } from './registry.ts'

/** A network of `[id, kind, params, sources]`. */
function network(...layers: [id: string, kind: string, params: object, ...sources: string[]][]): LoomDocument {
  const nodes = layers.map(([id, kind, params]) => [id, { type: 'layer', kind, params }])
  const edges = layers.flatMap(([target, , , ...sources]) =>
    sources.map((source, targetInput) => [`${source}->${target}#${targetInput}`, { source, target, targetInput }]),
  )
  const parsed = parseDocument(
    JSON.stringify({
      format: 'layerloom',
      version: 2,
      nodes: Object.fromEntries(nodes),
      edges: Object.fromEntries(edges),
      layout: {},
      training: { data: 'mnist' },
    }),
  )
  if (!parsed.ok) throw new Error(parsed.failure.message.en)
  return parsed.value.document
}

const classifier = (shape: number[], units = 10) =>
  network(
    ['image', 'input', { shape }],
    ['flat', 'flatten', {}, 'image'],
    ['classes', 'dense', { units, activation: 'softmax' }, 'flat'],
  )

async function fit(document: LoomDocument) {
  const data = await describeData('mnist')
  if (!data.ok) throw new Error(data.failure.message.en)
  return fitData(analyze(document), data.value)
}

test.each([[[28, 28, 1]], [[32, 32, 1]]])('MNIST fits a network that takes %j', async (shape) => {
  expect(await fit(classifier(shape))).toEqual({ ok: true })
})

test.each([
  ['size', classifier([64, 64, 1]), 'input-does-not-fit', '64×64×1 at “image”, but the images of MNIST are 28×28×1 or'],
  ['channels', classifier([28, 28, 3]), 'input-does-not-fit', '28×28×3'],
  ['classes', classifier([28, 28, 1], 12), 'classes-do-not-fit', '12 values at “classes”, but MNIST has 10 classes'],
  [
    'an output that is an image',
    network(['image', 'input', { shape: [28, 28, 1] }], ['out', 'conv2d', { filters: 10 }, 'image']),
    'classes-do-not-fit',
    '26×26×10 values at “out”',
  ],
  [
    'two inputs',
    network(
      ['image', 'input', { shape: [28, 28, 1] }],
      ['other', 'input', { shape: [28, 28, 1] }],
      ['sum', 'add', {}, 'image', 'other'],
    ),
    'several-inputs',
    '2 inputs (image, other)',
  ],
  [
    'two outputs',
    network(
      ['image', 'input', { shape: [28, 28, 1] }],
      ['one', 'flatten', {}, 'image'],
      ['two', 'flatten', {}, 'image'],
    ),
    'several-outputs',
    '2 outputs (one, two)',
  ],
])('what does not fit is said with both sides: %s', async (_name, document, code, sentence) => {
  const result = await fit(document)
  expect(result).toMatchObject({ ok: false, failure: { code, advice: expect.anything() } })
  expect(!result.ok && result.failure.message.en).toContain(sentence)
})
