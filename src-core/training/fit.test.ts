import { expect, test } from 'vitest'
import { parseDocument } from '../document/file.ts'
import type { LoomDocument } from '../document/schema.ts'
import { analyze } from '../graph/analyze.ts'
import { factsOf, wantedBy } from './data.ts'
import { fitData } from './fit.ts'

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

function fit(document: LoomDocument, source = 'mnist') {
  const analysis = analyze(document)
  const data = factsOf(source, wantedBy(analysis))!
  return data.ok ? fitData(analysis, data.value) : data
}

test.each([[[28, 28, 1]], [[32, 32, 1]]])('MNIST fits a network that takes %j', (shape) => {
  expect(fit(classifier(shape))).toEqual({ ok: true })
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
    'classes-do-not-fit',
    '784 values at “one”',
  ],
])('what does not fit is said with both sides: %s', (_name, document, code, sentence) => {
  const result = fit(document)
  expect(result).toMatchObject({ ok: false, failure: { code, advice: expect.anything() } })
  expect(!result.ok && result.failure.message.en).toContain(sentence)
})

test.each([
  [[28, 28, 1], 10, 'shapes'],
  [[224, 224, 3], 1000, 'shapes'],
  [[31, 47, 3], 7, 'shapes:seed=3'],
  [[64, 64, 3], 4, 'shapes:size=64,classes=4'],
  [[64, 64, 1], 84, 'shapes:size=64'],
])('drawn shapes follow a network of %j and %i classes: %s', (shape, classes, source) => {
  expect(fit(classifier(shape, classes), source)).toEqual({ ok: true })
})

test.each([
  ['another size', [32, 32, 3], 4, 'shapes:size=64', 'input-does-not-fit', 'Shapes are 64×64×3 or 64×64×1'],
  ['more pixels than are drawn', [2048, 2048, 3], 4, 'shapes', 'input-does-not-fit', '1024×1024×3'],
  ['channels that there are not', [32, 32, 4], 4, 'shapes', 'input-does-not-fit', '32×32×3 or 32×32×1'],
  [
    'other classes',
    [32, 32, 3],
    4,
    'shapes:classes=5',
    'classes-do-not-fit',
    '4 values at “classes”, but Shapes has 5',
  ],
  ['more classes than there are', [32, 32, 3], 1009, 'shapes', 'classes-do-not-fit', '1008 classes'],
  ['more classes than grey has', [32, 32, 1], 90, 'shapes:classes=90', 'too-many-classes', '84 classes'],
  ['one class', [32, 32, 3], 1, 'shapes', 'classes-do-not-fit', 'Shapes has 2 classes'],
  ['fewer images than classes', [32, 32, 3], 100, 'shapes:count=100', 'too-few-images', '90 training images'],
])('drawn shapes do not fit %s', (_name, shape, classes, source, code, sentence) => {
  const result = fit(classifier(shape, classes), source)
  expect(result).toMatchObject({ ok: false, failure: { code, advice: expect.anything() } })
  expect(!result.ok && result.failure.message.en).toContain(sentence)
})
