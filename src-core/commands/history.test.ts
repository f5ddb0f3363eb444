import { describe, expect, test } from 'vitest'
import { base } from '../../test/graph/command-table.ts'
import type { Result } from '../result.ts'
import { execute, redo, startHistory, undo } from './history.ts'
import type { History } from './history.ts'

/** Commands that find everything as they would make it: no step of the history. */
test.each([
  ['setParams', { id: 'out', params: { units: 10 } }],
  ['moveNodes', { positions: { in: { x: 0, y: 0 } } }],
  ['setPlan', { plan: { optimizer: 'adam' } }],
  ['renameNode', { id: 'in', name: 'in' }],
  ['setFolded', { id: 'body', folded: false }],
  ['disconnect', { edges: [] }],
  ['deleteNodes', { ids: [], heal: true }],
  ['ungroupBlocks', { ids: [] }],
])('%s of what is so already is no step', (command, input) => {
  const start = startHistory(structuredClone(base))
  const done = execute(start, command, input)
  expect(done).toEqual({ ok: true, value: start })
})

test.each([
  ['launch', {}, 'There is no command “launch”.'],
  ['constructor', {}, 'There is no command “constructor”.'],
  ['connect', { source: 'in' }, 'This cannot be done: connect › target is not as it should be'],
  ['connect', null, 'This cannot be done: connect is not as it should be'],
  ['deleteNodes', { ids: 'in', heal: true }, 'This cannot be done: deleteNodes › ids is not as it should be'],
])('%s of %j', (command, input, message) => {
  const done = execute(startHistory(structuredClone(base)), command, input)
  if (done.ok) throw new Error('It was done.')
  expect(done.failure.message.en.slice(0, message.length)).toBe(message)
})

describe('a gesture', () => {
  const move = (history: History, x: number, mergeKey?: string) =>
    done(execute(history, 'moveNodes', { positions: { in: { x, y: 0 }, sum: { x, y: 9 } } }, { mergeKey }))

  test('is one step, however many commands it has, and keeps no more than the last', () => {
    const start = startHistory(structuredClone(base))
    let history = start
    for (let x = 1; x <= 1_000; x++) history = move(history, x, 'drag 1')
    expect(history.past).toHaveLength(1)
    expect(history.past[0]!.forward.length + history.past[0]!.backward.length).toBeLessThan(10)
    expect(undo(history).document).toEqual(start.document)
    expect(redo(undo(history)).document).toEqual(history.document)
  })

  test('that ends where it began is no step', () => {
    const start = move(startHistory(structuredClone(base)), 1)
    const there = move(move(start, 2, 'drag 1'), 3, 'drag 1')
    const back = move(there, 1, 'drag 1')
    expect(back.past).toEqual(start.past)
    expect(back.document).toEqual(start.document)
  })

  test('begins anew with another key, without one, and after an undo', () => {
    let history = startHistory(structuredClone(base))
    history = move(history, 1, 'drag 1')
    history = move(history, 2, 'drag 2')
    history = move(history, 3)
    history = move(history, 4)
    expect(history.past).toHaveLength(4)
    history = move(undo(history), 5, 'drag 2')
    expect(history.past).toHaveLength(4)
    expect(history.future).toHaveLength(0)
  })

  test('may hold commands of several kinds', () => {
    const start = startHistory(structuredClone(base))
    let history = done(execute(start, 'addLayer', { kind: 'dropout', connectFrom: 'flatten' }, { mergeKey: 'k' }))
    history = done(execute(history, 'setParams', { id: 'dropout1', params: { rate: 0.1 } }, { mergeKey: 'k' }))
    history = done(execute(history, 'renameNode', { id: 'dropout1', name: 'drop' }, { mergeKey: 'k' }))
    history = done(execute(history, 'deleteNodes', { ids: ['sum'], heal: true }, { mergeKey: 'k' }))
    expect(history.past).toHaveLength(1)
    expect(undo(history).document).toEqual(start.document)
    expect(redo(undo(history)).document).toEqual(history.document)
  })
})

test('nothing to undo or redo gives the same history', () => {
  const start = startHistory(structuredClone(base))
  expect(undo(start)).toBe(start)
  expect(redo(start)).toBe(start)
})

function done(result: Result<History>): History {
  if (!result.ok) throw new Error(result.failure.message.en)
  return result.value
}
