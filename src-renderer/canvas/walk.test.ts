import { expect, test } from 'vitest'
import { network } from '../../test/graph/network.ts'
import { arranger } from '../../src-core/layout/arrangement.ts'
import { visibleGraph } from '../../src-core/layout/visible.ts'
import { walk } from './walk.ts'

const document = network({ input: ['input'], a: ['activation'], b: ['activation'], c: ['activation'], sum: ['add'] }, [
  'input -> a -> sum',
  'input -> b -> sum',
  'input -> c -> sum',
])
const graph = visibleGraph(document, '')
const arrangement = arranger()(graph, {})

test.each([
  ['input', 'down', 'b'],
  ['b', 'down', 'sum'],
  ['sum', 'up', 'b'],
  ['a', 'right', 'b'],
  ['b', 'right', 'c'],
  ['b', 'left', 'a'],
  ['c', 'right', undefined],
  ['input', 'up', undefined],
] as const)('from %s %s to %s', (from, direction, to) => expect(walk(graph, arrangement, from, direction)).toBe(to))
