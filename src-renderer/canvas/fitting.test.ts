import { expect, test } from 'vitest'
import { network } from '../../test/graph/network.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { fittingKinds } from './fitting.ts'
import type { QuickAddPlace } from './hands.ts'

const document = network(
  { input: ['input', { shape: [8, 8, 3] }], conv: ['conv2d'], flatten: ['flatten'], dense: ['dense'] },
  ['input -> conv -> flatten -> dense'],
)
const kinds = (place: Omit<QuickAddPlace, 'at'>, query = '') =>
  fittingKinds(query, { at: { x: 0, y: 0 }, ...place }, document, analyze(document)).map(({ kind }) => kind)

test('an empty place takes everything', () => {
  expect(kinds({})).toEqual(expect.arrayContaining(['input', 'conv2d', 'dense', 'add']))
})

test('behind a picture comes what takes pictures, and no input', () => {
  const found = kinds({ wire: { layer: 'conv', from: 'source' } })
  expect(found).toEqual(expect.arrayContaining(['conv2d', 'max-pool-2d', 'flatten', 'add']))
  expect(found).not.toContain('input')
})

test('behind a row of numbers nothing comes that needs a picture', () => {
  const found = kinds({ wire: { layer: 'flatten', from: 'source' } })
  expect(found).toEqual(expect.arrayContaining(['dense', 'dropout', 'activation']))
  expect(found).not.toContain('conv2d')
  expect(found).not.toContain('max-pool-2d')
})

test('on a wire its source tells', () => {
  expect(kinds({ onEdge: 'flatten->dense#0' })).not.toContain('conv2d')
  expect(kinds({ onEdge: 'input->conv#0' })).toContain('conv2d')
})

test('a search leaves what is called so', () => {
  expect(kinds({ wire: { layer: 'flatten', from: 'source' } }, 'dropout')).toEqual(['dropout'])
})
