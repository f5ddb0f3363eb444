import { describe, expect, test } from 'vitest'
import { newDocument } from '../../templates/open.ts'
import { analyze } from './analyze.ts'
import { chain, layer, merge } from './block.ts'
import type { BlockTree } from './block.ts'
import { compareGraphs, isSameRow, stagesOf } from './compare.ts'
import type { Change, Compared } from './compare.ts'
import { expand } from './expand.ts'

const network = (...parts: BlockTree[]): Compared => {
  const graph = expand(chain('', [layer('input', 'input', { shape: [8, 8, 3] }), ...parts]))
  return { nodes: graph.nodes, analysis: analyze(graph) }
}
const edition = (template: string, edition: string, options = {}): Compared => {
  const made = newDocument(template, { ...options, edition })
  if (!made.ok) throw new Error(made.failure.message.en)
  return { nodes: made.value.nodes, analysis: analyze(made.value) }
}
const conv = (name: string, filters: number, rest = {}) =>
  layer(name, 'conv2d', { filters, kernelSize: [3, 3], padding: 'same', ...rest })
const relu = (name: string) => layer(name, 'activation', { activation: 'relu' })
const norm = (name: string) => layer(name, 'batch-normalization')

/** `c1 = conv1`, `c5 -`, `- bn`. */
const paired = (left: Compared, right: Compared) =>
  compareGraphs(left, right).map(({ left, right }) => `${left ?? '-'} ${right ?? '-'}`)

const param = (param: string, from: unknown, to: unknown): Change => ({ what: 'param', param, from, to })

interface Case {
  name: string
  left: BlockTree[]
  right: BlockTree[]
  rows: [pair: string, ...changes: Change[]][]
}
const cases: Case[] = [
  {
    name: 'the same layers under other names',
    left: [conv('a', 4), norm('b'), relu('c')],
    right: [conv('x', 4), norm('y'), relu('z')],
    rows: [['input input'], ['a x'], ['b y'], ['c z']],
  },
  {
    name: 'a layer that only the right one has comes where it computes it',
    left: [conv('a', 4), relu('c')],
    right: [conv('a', 4), norm('b'), relu('c')],
    rows: [['input input'], ['a a'], ['- b'], ['c c']],
  },
  {
    name: 'a layer that only the left one has, at the end',
    left: [conv('a', 4), relu('c')],
    right: [conv('a', 4)],
    rows: [['input input'], ['a a'], ['c -']],
  },
  {
    name: 'of two that would do, the one of the same shape and parameters',
    left: [conv('a', 4), conv('b', 8)],
    right: [conv('x', 8)],
    rows: [['input input'], ['a -'], ['b x', { what: 'weights', from: 3 * 3 * 4 * 8 + 8, to: 3 * 3 * 3 * 8 + 8 }]],
  },
  {
    name: 'an id says more than a likeness',
    left: [conv('a', 4), conv('b', 8)],
    right: [conv('a', 8)],
    rows: [['input input'], ['a a', param('filters', 4, 8)], ['b -']],
  },
  {
    name: 'an id of another family is no pair',
    left: [conv('a', 4), norm('x')],
    right: [conv('a', 4), relu('x')],
    rows: [['input input'], ['a a'], ['x -'], ['- x']],
  },
  {
    name: 'another kind of the same family; strides left out are the pool itself',
    left: [layer('s', 'avg-pool-2d', { poolSize: [2, 2] })],
    right: [layer('p', 'max-pool-2d', { poolSize: [2, 2], strides: [2, 2] })],
    rows: [['input input'], ['s p', { what: 'kind', from: 'avg-pool-2d', to: 'max-pool-2d' }]],
  },
  {
    name: 'strides that are not the pool are a change',
    left: [layer('s', 'max-pool-2d', { poolSize: [2, 2] })],
    right: [layer('s', 'max-pool-2d', { poolSize: [2, 2], strides: [1, 1] })],
    rows: [['input input'], ['s s', param('strides', null, [1, 1])]],
  },
  {
    name: 'weights that follow from what comes in',
    left: [conv('a', 4), norm('b')],
    right: [conv('a', 8), norm('b')],
    rows: [['input input'], ['a a', param('filters', 4, 8)], ['b b', { what: 'weights', from: 16, to: 32 }]],
  },
  {
    name: 'two layers in the other order',
    left: [norm('b'), relu('c')],
    right: [relu('c'), norm('b')],
    rows: [
      ['input input'],
      ['b b', { what: 'inputs', from: ['input'], to: ['c'] }],
      ['c c', { what: 'inputs', from: ['b'], to: ['input'] }],
    ],
  },
]

test.each(cases)('$name', ({ left, right, rows }) => {
  const found = compareGraphs(network(...left), network(...right))
  expect(found.map(({ left, right, changes }) => [`${left ?? '-'} ${right ?? '-'}`, ...changes])).toEqual(rows)
})

test('a shortcut that starts elsewhere is a change of the layer that adds it, and of nothing else', () => {
  const [a, b, shortcut] = [conv('a', 3), conv('b', 3), chain('skip', [])]
  const late = network(a, merge('m', [chain('way', [b]), shortcut], layer('add', 'add')))
  const early = network(merge('m', [chain('way', [a, b]), shortcut], layer('add', 'add')))
  expect(compareGraphs(late, early)).toEqual([
    { left: 'input', right: 'input', changes: [] },
    { left: 'a', right: 'm/way/a', changes: [] },
    { left: 'm/way/b', right: 'm/way/b', changes: [] },
    { left: 'm/add', right: 'm/add', changes: [{ what: 'inputs', from: ['a'], to: ['input'] }] },
  ])
})

describe('editions', () => {
  test("LeNet-5's are paired although their layers have other names", () => {
    const rows = paired(edition('lenet', 'published'), edition('lenet', 'documented'))
    expect(rows).toEqual([
      'input input',
      'features/c1 features/conv1',
      'features/s2 features/pool1',
      'features/c3 features/conv2',
      'features/s4 features/pool2',
      'features/c5 -',
      'classifier/flatten classifier/flatten',
      'classifier/f6 classifier/dense1',
      'classifier/predictions classifier/predictions',
    ])
  })

  // The counts are those of the reference's notes: what the papers have and the code leaves out or has otherwise.
  test.each([
    { template: 'vgg', onlyLeft: ['classifier/drop1', 'classifier/drop2'], changed: 0 },
    { template: 'shufflenet', onlyLeft: ['stage1/bn', 'stage1/relu'], changed: 2 },
    { template: 'inception-v3', onlyLeft: [], changed: 0 },
    { template: 'inception-resnet-v2', onlyLeft: [], changed: 0 },
  ])('$template', ({ template, onlyLeft, changed }) => {
    const rows = compareGraphs(edition(template, 'published'), edition(template, 'documented'))
    expect(rows.filter(({ right }) => right === undefined).map(({ left }) => left)).toEqual(onlyLeft)
    expect(rows.filter(({ left }) => left === undefined)).toEqual([])
    expect(rows.filter(({ changes }) => changes.length > 0)).toHaveLength(changed)
  })

  test("DenseNet-201's last stage has half as many layers in the code", () => {
    const [left, right] = [
      edition('densenet', 'published', { depth: 201 }),
      edition('densenet', 'documented', { depth: 201 }),
    ]
    const stages = stagesOf(compareGraphs(left, right), left, right)
    const differing = stages.filter(({ rows }) => rows.some((row) => !isSameRow(row)))
    expect(differing.map(({ left, right }) => [left, right])).toEqual([
      ['conv5', 'conv5'],
      // Its normalization and dense layer see fewer channels.
      ['classifier', 'classifier'],
    ])
    // 32 layers of 7 in the paper, 16 in the code.
    const onlyLeft = differing[0]!.rows.filter(({ right }) => right === undefined)
    expect(onlyLeft).toHaveLength(16 * 7)
  })
})

test('what only the right one has stands in the block of its own name, though a layer of that has moved', () => {
  const [left, right] = [edition('squeezenet', 'published'), edition('squeezenet', 'documented')]
  const added = stagesOf(compareGraphs(left, right), left, right).flatMap(({ left, right, rows }) =>
    rows.filter((row) => row.left === undefined).map((row) => [left, right, row.right]),
  )
  // Version 1.1 pools after fire3 and fire5, version 1.0 after fire4 and fire8.
  expect(added).toEqual([
    ['stage1', 'stage1', 'stage1/pool3'],
    ['stage2', 'stage2', 'stage2/pool5'],
  ])
})

test('layers are grouped by the outermost blocks on either side; those in no block stand between', () => {
  const left = network(chain('a', [conv('c', 4)]), relu('mid'), chain('b', [chain('in', [norm('n')])]))
  const right = network(chain('x', [conv('c1', 4), relu('r')]), relu('mid'), chain('extra', [layer('drop', 'dropout')]))
  const stages = stagesOf(compareGraphs(left, right), left, right)
  expect(
    stages.map(({ left, right, rows }) => [
      left,
      right,
      rows.map(({ left, right }) => `${left ?? '-'} ${right ?? '-'}`),
    ]),
  ).toEqual([
    [undefined, undefined, ['input input']],
    ['a', 'x', ['a/c x/c1', '- x/r']],
    [undefined, undefined, ['mid mid']],
    ['b', undefined, ['b/in/n -']],
    [undefined, 'extra', ['- extra/drop']],
  ])
})
