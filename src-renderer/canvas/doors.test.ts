import { describe, expect, test } from 'vitest'
import { network } from '../../test/graph/network.ts'
import { doorOf, refusingNodes } from './doors.ts'
import { visibleGraph } from '../../src-core/layout/visible.ts'

const document = network(
  {
    input: ['input'],
    block: { block: 'Block' },
    'block/a': ['activation', {}, 'block'],
    'block/b': ['activation', {}, 'block'],
    after: ['activation'],
    loose: ['activation'],
    pair: { block: 'Two ends' },
    'pair/a': ['activation', {}, 'pair'],
    'pair/b': ['activation', {}, 'pair'],
  },
  ['input -> block/a -> block/b -> after'],
)
const card = (id: string) => ({ show: 'block', id, frame: undefined }) as const

describe('doorOf', () => {
  test.each([
    ['block', 'source', 'block/b'],
    ['block', 'target', 'block/a'],
    ['pair', 'source', undefined],
    ['pair', 'target', undefined],
  ] as const)('%s as %s: %s', (id, side, door) => expect(doorOf(document, card(id), side)).toBe(door))

  test('of a block that nothing is joined to is its only free end', () => {
    const chained = network(
      { block: { block: '' }, 'block/a': ['activation', {}, 'block'], 'block/b': ['activation', {}, 'block'] },
      ['block/a -> block/b'],
    )
    expect(doorOf(chained, card('block'), 'source')).toBe('block/b')
    expect(doorOf(chained, card('block'), 'target')).toBe('block/a')
  })
})

describe('refusingNodes', () => {
  const { nodes } = visibleGraph(document, '')
  const refusing = (layer: string, from: 'source' | 'target') =>
    [...refusingNodes(document, nodes, { layer, from })].sort()

  test('refuses what leads there, what is joined and what takes no wire', () => {
    expect(refusing('block/b', 'source')).toEqual(['after', 'block/a', 'input'])
  })

  test('refuses what follows where a wire is drawn backwards', () => {
    expect(refusing('block/a', 'target')).toEqual(['after', 'block/b', 'input'])
  })
})
