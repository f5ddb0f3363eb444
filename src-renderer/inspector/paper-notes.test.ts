import { expect, test } from 'vitest'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { newDocument } from '../../templates/open.ts'
import { paperNotes } from './paper-notes.ts'

const lenet = (): LoomDocument => {
  const made = newDocument('lenet')
  if (!made.ok) throw new Error(made.failure.message.en)
  return structuredClone(made.value)
}

test.each([
  ['features/c3', ['In the paper each map of C3']],
  ['classifier/f6', ['The paper scales its tanh']],
  ['features/c5', []],
  // A word of every note is no name of a figure.
  ['input', []],
])('the notes of LeNet-5 that speak of %s', (id, starts) => {
  const from = paperNotes(lenet(), id)!
  expect(from.template.id).toBe('lenet')
  expect(from.notes.map((note) => starts.find((start) => note.en.startsWith(start)))).toEqual(starts)
})

test('a layer that no paper knows has none', () => {
  const document = lenet()
  document.nodes.extra = { type: 'layer', kind: 'dropout', params: {} }
  document.nodes['features/c3'] = { type: 'layer', kind: 'dropout', params: {}, parent: 'features' }
  expect(paperNotes(document, 'extra')).toBeUndefined()
  expect(paperNotes(document, 'features/c3')).toBeUndefined()
  expect(paperNotes({ ...lenet(), template: undefined }, 'features/c3')).toBeUndefined()
})
