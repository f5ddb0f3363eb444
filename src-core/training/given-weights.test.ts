import { expect, test } from 'vitest'
import { chain, layer } from '../graph/block.ts'
import type { BlockTree } from '../graph/block.ts'
import { expand } from '../graph/expand.ts'
import type { Shape } from '../graph/shape.ts'
import { fitGiven } from './given-weights.ts'
import type { GivenLayer } from './given-weights.ts'
import { allButHead, headOf } from './head.ts'

const network = (...parts: BlockTree[]) => expand(chain('', [layer('input', 'input', { shape: [8, 8, 3] }), ...parts]))
const conv = (name: string, filters: number, rest = {}) =>
  layer(name, 'conv2d', { filters, kernelSize: [3, 3], padding: 'same', ...rest })
const norm = (name: string, rest = {}) => layer(name, 'batch-normalization', rest)
const end = (units = 10) => [layer('pool', 'global-avg-pool-2d'), layer('classify', 'dense', { units })]

/** A layer of a file with weights of these names and shapes: `kernel 3×3×3×4`. */
const given = (name: string, weights: Record<string, Shape> | Shape[], rest: Partial<GivenLayer> = {}): GivenLayer => ({
  name,
  series: '',
  weights: Array.isArray(weights)
    ? weights.map((shape) => ({ shape }))
    : Object.entries(weights).map(([name, shape]) => ({ name, shape })),
  ...rest,
})
const kernel = (from: number, to: number) => ({ kernel: [3, 3, from, to], bias: [to] })
const normal = (channels: number, ...names: string[]) => Object.fromEntries(names.map((name) => [name, [channels]]))
const all = ['gamma', 'beta', 'moving_mean', 'moving_variance']
const answer = (name = 'classify', units = 10) => given(name, { kernel: [4, units], bias: [units] })

interface Case {
  name: string
  file: GivenLayer[]
  to: BlockTree[]
  /** `layer < name in the file, by`, with the weights that start anew. */
  kept: string[]
  anew: string[]
  left: string[]
}

const cases: Case[] = [
  {
    name: 'names, in whatever order they lie',
    file: [answer(), given('b', kernel(4, 4)), given('a', kernel(3, 4))],
    to: [conv('a', 4), conv('b', 4), ...end()],
    kept: ['a < a name', 'b < b name', 'classify < classify name'],
    anew: [],
    left: [],
  },
  {
    name: 'the order where names are others',
    file: [given('conv1_conv', kernel(3, 4)), given('x', kernel(4, 4)), given('y', kernel(4, 4)), answer('fc1000')],
    to: [conv('a', 4), conv('b', 4), conv('c', 4), ...end()],
    kept: ['a < conv1_conv order', 'b < x order', 'c < y order', 'classify < fc1000 order'],
    anew: [],
    left: [],
  },
  {
    name: 'all but a head for other classes',
    file: [given('a', kernel(3, 4)), answer('predictions')],
    to: [conv('a', 4), ...end(7)],
    kept: ['a < a name'],
    anew: ['classify: Its kernel is 4×7, the file’s is 4×10.'],
    left: ['predictions'],
  },
  {
    name: 'what stands before and behind a layer that was put in',
    file: [given('x', kernel(3, 4)), given('y', kernel(4, 4)), answer()],
    to: [conv('a', 4), conv('wide', 6), conv('narrow', 4, { kernelSize: [1, 1] }), conv('b', 4), ...end()],
    kept: ['a < x order', 'b < y order', 'classify < classify name'],
    anew: ['wide: The file has no layer left for it.', 'narrow: The file has no layer left for it.'],
    left: [],
  },
  {
    name: 'between two layers of the same names only what stands between them',
    file: [given('a', kernel(3, 4)), given('x', kernel(4, 4)), given('z', kernel(4, 4)), answer()],
    to: [conv('a', 4), conv('z', 4), conv('new', 4), ...end()],
    kept: ['a < a name', 'z < z name', 'classify < classify name'],
    anew: ['new: The file has no layer left for it.'],
    left: ['x'],
  },
  {
    name: 'no names that Keras made up: they depend on what was built before',
    file: [given('conv2d_1', kernel(4, 4)), given('conv2d', kernel(4, 4))],
    to: [conv('a', 4), conv('conv2d', 4), conv('conv2d_1', 4), ...end()],
    kept: ['conv2d < conv2d_1 order', 'conv2d_1 < conv2d order'],
    anew: ['a: The file has no layer left for it.', 'classify: The file has no layer left for it.'],
    left: [],
  },
  {
    name: 'the order rather than few names, by which less would fit',
    file: [given('x', kernel(3, 4)), given('y', kernel(4, 4)), given('b', kernel(4, 4)), answer('fc')],
    to: [conv('a', 4), conv('b', 4), conv('c', 4), ...end()],
    kept: ['a < x order', 'b < y order', 'c < b order', 'classify < fc order'],
    anew: [],
    left: [],
  },
  {
    name: 'each class by itself where only that order is known',
    file: [
      given('n0', [[4], [4], [4], [4]], { className: 'batch_normalization', series: 'batch_normalization' }),
      given('c0', [[3, 3, 3, 4], [4]], { className: 'conv2d', series: 'conv2d' }),
      given('c1', [[3, 3, 4, 4]], { className: 'conv2d', series: 'conv2d' }),
      given('d0', [[4, 10], [10]], { className: 'dense', series: 'dense' }),
    ],
    to: [conv('a', 4), norm('n'), conv('b', 4), ...end()],
    kept: ['a < c0 order', 'n < n0 order', 'b < c1 order (bias)', 'classify < d0 order'],
    anew: [],
    left: [],
  },
  {
    name: 'a normalization without a scale, by its weights’ names',
    file: [given('n', normal(4, ...all.slice(1))), given('m', normal(4, ...all))],
    to: [conv('a', 4), norm('n'), norm('m', { scale: false }), ...end()],
    kept: ['n < n name (gamma)', 'm < m name'],
    anew: ['a: The file has no layer left for it.', 'classify: The file has no layer left for it.'],
    left: [],
  },
]

test.each(cases)('a network begins with $name', ({ file, to, kept, anew, left }) => {
  const { carried, places } = fitGiven(file, network(...to))
  const shown = carried.kept.map(
    ({ layer, from, by, anew }) => `${layer} < ${from} ${by}${anew.length > 0 ? ` (${anew.join(' ')})` : ''}`,
  )
  expect(shown).toEqual(kept)
  expect(carried.anew.map(({ layer, reason }) => `${layer}: ${reason.en}`)).toEqual(anew)
  expect(carried.left).toEqual(left)
  for (const { weight, given, at } of places) expect(file[given]!.weights[at]!.shape).toEqual(weight.shape)
})

test('the head is what answers, with what is normalized behind its kernel; the rest is frozen, but not what is new', () => {
  const graph = network(conv('a', 4), norm('n'), conv('last', 7), norm('m'), layer('pool', 'global-avg-pool-2d'))
  expect(headOf(graph)).toEqual(['last', 'm'])
  expect(allButHead(graph)).toEqual(['a', 'n'])
  expect(allButHead(graph, ['n'])).toEqual(['a'])
})
