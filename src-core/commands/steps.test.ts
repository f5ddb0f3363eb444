import { describe, expect, test } from 'vitest'
import { network } from '../../test/graph/network.ts'
import { execute, startHistory } from './history.ts'
import { stepOf } from './steps.ts'
import type { Way } from './steps.ts'

const stem = network(
  {
    in: ['input'],
    body: { block: 'Body' },
    'body/a': ['conv2d', {}, 'body'],
    'body/b': ['batch-normalization', {}, 'body'],
    'body/add': ['add', {}, 'body'],
    pool: ['global-avg-pool-2d'],
    out: ['dense'],
    loose: ['dropout'],
  },
  ['in -> body/a -> body/b -> body/add -> pool -> out', 'in -> body/add'],
)
const document = startHistory(stem).document

test.each<[string, Way, unknown]>([
  ['body/a', 'later', { ids: ['body/a'], onEdges: ['body/b->body/add#0'], parent: 'body' }],
  ['body/b', 'earlier', { ids: ['body/b'], onEdges: ['in->body/a#0'], parent: 'body' }],
  // At the ends of its block it leaves the block, and its wires stay.
  ['body/a', 'earlier', { ids: ['body/a'], parent: '' }],
  ['body/add', 'later', { ids: ['body/add'], parent: '' }],
  // A block is passed as a whole, with every wire into it.
  ['pool', 'earlier', { ids: ['pool'], onEdges: ['in->body/a#0', 'in->body/add#1'], parent: '' }],
  ['body', 'later', { ids: ['body'], onEdges: ['pool->out#0'], parent: '' }],
  // Nothing follows the last one.
  ['pool', 'later', { ids: ['out'], onEdges: ['body/add->pool#0'], parent: '' }],
  ['body/b', 'out', { ids: ['body/b'], parent: '' }],
  ['pool', 'in', { ids: ['pool'], parent: 'body' }],
  ['in', 'in', { ids: ['in'], parent: 'body' }],
  ['in', 'later', '“Input” takes no input, so it can only stand at the beginning.'],
  ['loose', 'later', 'Nothing follows “loose”.'],
  ['out', 'later', 'Nothing follows “out”.'],
  ['body', 'earlier', '“Input” takes no input, so it can only stand at the beginning.'],
  ['pool', 'out', '“pool” is in no block.'],
  ['out', 'in', 'No block comes right before or after “out”.'],
  ['loose', 'earlier', 'Nothing comes before “loose”.'],
])('%s %s', (id, way, expected) => {
  const step = stepOf(document, [id], way)
  expect(step.ok ? step.input : step.refusal.en).toEqual(expected)
})

test('layers of different blocks make no step', () => {
  expect(stepOf(document, ['pool', 'body/a'], 'later')).toMatchObject({ ok: false })
})

describe('a step and back', () => {
  test.each<[string, Way, Way]>([
    ['body/b', 'earlier', 'later'],
    ['pool', 'earlier', 'later'],
    ['pool', 'in', 'out'],
  ])('%s %s, %s', (id, there, back) => {
    let history = startHistory(stem)
    for (const way of [there, back]) {
      const step = stepOf(history.document, [id], way)
      if (!step.ok) throw new Error(step.refusal.en)
      const done = execute(history, 'restructure', step.input)
      if (!done.ok) throw new Error(done.failure.message.en)
      history = done.value
    }
    expect(history.document).toEqual(document)
  })
})
