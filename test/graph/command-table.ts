import { describe, expect, test } from 'vitest'
import { execute, redo, startHistory, undo } from '../../src-core/commands/history.ts'
import { integrityProblem } from '../../src-core/document/integrity.ts'
import { LoomDocument } from '../../src-core/document/schema.ts'
import { network } from './network.ts'

/** A network with a block in a block, a short cut to a merge, a loose layer and some places. */
export const base = network(
  {
    in: ['input'],
    body: { block: 'Body' },
    'body/a': ['conv2d', { filters: 8 }, 'body'],
    'body/inner': { block: 'Inner', parent: 'body' },
    'body/inner/b': ['activation', {}, 'body/inner'],
    'body/c': ['conv2d', {}, 'body'],
    sum: ['add'],
    flatten: ['flatten'],
    out: ['dense', { units: 10 }],
    loose: ['dropout'],
  },
  ['in -> body/a -> body/inner/b -> body/c -> sum -> flatten -> out', 'in -> sum'],
)
base.layout = { in: { x: 0, y: 0 }, 'body/a': { x: 10, y: 20 }, 'body/c': { x: 30, y: 5 }, loose: { x: 7, y: 7 } }

/** A change as the difference of two documents: the new value of what comes or changes, undefined for what goes. */
interface Change {
  nodes?: Record<string, unknown>
  /** By {@link edgeId}. */
  wires?: Record<string, '+' | '-'>
  layout?: Record<string, unknown>
  training?: Record<string, unknown>
  template?: unknown
}

type Case = { name: string; command: string; input: unknown; document?: LoomDocument } & (
  | { change: Change; selects?: string[] }
  /** The start of the English sentence. */
  | { refusal: string }
)

/** Tests what commands make of {@link base} or another document, and that each is taken back and done again. */
export function commandTable(commands: readonly string[], cases: readonly Case[]): void {
  describe.each(commands)('%s', (command) => {
    const own = cases.filter((one) => one.command === command)
    test('is done in some case', () => expect(own.some((one) => 'change' in one)).toBe(true))
    test.each(own)('$name', run)
  })
}

function run(one: Case): void {
  const start = startHistory(structuredClone(one.document ?? base))
  const done = execute(start, one.command, one.input, { view: { before: ['sum', 'flatten'] } })
  if ('refusal' in one) {
    if (done.ok) throw new Error('It was done.')
    expect(done.failure.message.en.slice(0, one.refusal.length)).toBe(one.refusal)
    expect(done.failure.message.zh).toMatch(/\p{Script=Han}/u)
    return
  }
  if (!done.ok) throw new Error(done.failure.message.en)
  const { document, past } = done.value
  expect(document).toEqual(changed(start.document, one.change))
  expect(LoomDocument.safeParse(document).success).toBe(true)
  expect(integrityProblem(document)).toBeUndefined()
  expect(past).toHaveLength(1)
  expect(past[0]!.label.en).not.toBe('')
  expect(past[0]!.label.zh).toMatch(/\p{Script=Han}/u)
  expect(past[0]!.view.before).toEqual(['sum', 'flatten'])
  if (one.selects) expect(past[0]!.view.after).toEqual(one.selects)
  expect(undo(done.value).document).toEqual(start.document)
  expect(redo(undo(done.value)).document).toEqual(document)
}

function changed(document: LoomDocument, { nodes, wires = {}, layout, training, template }: Change): unknown {
  const edges = Object.fromEntries(
    Object.entries(wires).map(([id, sign]) => {
      const [, source, target, input] = /^(.*)->(.*)#(\d+)$/.exec(id)!
      return [id, sign === '+' ? { source, target, targetInput: Number(input) } : undefined]
    }),
  )
  return {
    ...document,
    ...(template !== undefined && { template }),
    nodes: merged(document.nodes, nodes),
    edges: merged(document.edges, edges),
    layout: merged(document.layout, layout),
    training: { ...document.training, ...training },
  }
}

const merged = (entries: Record<string, unknown>, change: Record<string, unknown> = {}) =>
  Object.fromEntries(Object.entries({ ...entries, ...change }).filter(([, value]) => value !== undefined))
