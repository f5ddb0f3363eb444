import { expect, test } from 'vitest'
import { network } from '../../test/graph/network.ts'
import { execute, startHistory } from '../commands/history.ts'
import { analyze } from './analyze.ts'
import { blocksAround } from './blocks.ts'

const document = network(
  {
    in: ['input', { shape: [8, 8, 3] }],
    body: { block: 'Body' },
    'body/a': ['conv2d', { filters: 4, padding: 'same' }, 'body'],
    'body/inner': { block: 'Inner', parent: 'body' },
    'body/inner/bn': ['batch-normalization', {}, 'body/inner'],
    'body/inner/b': ['conv2d', { filters: 2, kernelSize: 1, useBias: false }, 'body/inner'],
    empty: { block: 'Empty' },
    flatten: ['flatten'],
    out: ['dense', { units: 10 }],
  },
  ['in -> body/a -> body/inner/bn -> body/inner/b -> flatten -> out'],
)

test('sums over blocks at any depth', () => {
  const { blocks } = analyze(document)
  const a = { trainable: 3 * 3 * 3 * 4 + 4, macs: 8 * 8 * 3 * 3 * 3 * 4, activationBytes: 8 * 8 * 4 * 4 }
  const inner = {
    trainable: 4 + 4 + 4 * 2,
    nonTrainable: 4 + 4,
    macs: 8 * 8 * 4 * 2,
    activationBytes: 8 * 8 * (4 + 2) * 4,
  }
  const out = { trainable: 128 * 10 + 10, macs: 128 * 10 }
  expect(Object.fromEntries(blocks)).toEqual({
    'body/inner': { layers: 2, ...inner, problems: 0, errors: 0, shape: [8, 8, 2] },
    body: {
      layers: 3,
      trainable: a.trainable + inner.trainable,
      nonTrainable: inner.nonTrainable,
      macs: a.macs + inner.macs,
      activationBytes: a.activationBytes + inner.activationBytes,
      problems: 0,
      errors: 0,
      shape: [8, 8, 2],
    },
    empty: { layers: 0, trainable: 0, nonTrainable: 0, macs: 0, activationBytes: 0, problems: 0, errors: 0 },
    '': {
      layers: 6,
      trainable: a.trainable + inner.trainable + out.trainable,
      nonTrainable: inner.nonTrainable,
      macs: a.macs + inner.macs + out.macs,
      activationBytes: a.activationBytes + inner.activationBytes + (8 * 8 * 3 + 128 + 10) * 4,
      problems: 0,
      errors: 0,
      shape: [10],
    },
  })
})

test('a block that two layers leave has no shape of its own', () => {
  const two = network(
    {
      in: ['input', { shape: [8, 8, 3] }],
      box: { block: 'Box' },
      a: ['conv2d', {}, 'box'],
      b: ['conv2d', {}, 'box'],
      sum: ['add'],
    },
    ['in -> a -> sum', 'in -> b -> sum'],
  )
  expect(analyze(two).blocks.get('box')).not.toHaveProperty('shape')
})

test('the blocks around a node end at the network, also where they come round or are none', () => {
  expect(blocksAround(document.nodes, 'body/inner/b')).toEqual(['body/inner', 'body', ''])
  expect(blocksAround(document.nodes, 'in')).toEqual([''])
  const broken = network({
    a: ['add', {}, 'b'],
    b: { block: 'B', parent: 'c' },
    c: { block: 'C', parent: 'b' },
    d: ['add', {}, 'a'],
  })
  expect(blocksAround(broken.nodes, 'a')).toEqual(['b', 'c', ''])
  expect(blocksAround(broken.nodes, 'd')).toEqual([''])
})

test('what an edit does not touch is the same object as before', () => {
  const start = startHistory(structuredClone(document))
  const before = analyze(start.document)
  const edited = execute(start, 'setParams', { id: 'body/inner/b', params: { filters: 3 } })
  if (!edited.ok) throw new Error(edited.failure.message.en)
  const after = analyze(edited.value.document)
  const same = before.order.filter((id) => before.layers.get(id) === after.layers.get(id))
  expect(same).toEqual(['in', 'body/a', 'body/inner/bn'])
  expect(after.layers.get('out')).not.toEqual(before.layers.get('out'))
})
