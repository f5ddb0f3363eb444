import fc from 'fast-check'
import { expect, test } from 'vitest'
import { execute, redo, startHistory, undo } from '../../src-core/commands/history.ts'
import type { History } from '../../src-core/commands/history.ts'
import { commands } from '../../src-core/commands/registry.ts'
import { formatDocument, parseDocument } from '../../src-core/document/file.ts'
import { integrityProblem } from '../../src-core/document/integrity.ts'
import { LoomDocument } from '../../src-core/document/schema.ts'
import type { Analysis } from '../../src-core/graph/analysis.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { isBypassed } from '../../src-core/graph/bypass.ts'
import type { Problem } from '../../src-core/graph/problem.ts'
import type { Text } from '../../src-core/text.ts'
import { newDocument } from '../../templates/open.ts'
import { base } from './command-table.ts'
import { randomCommand, randomGraph } from './random.ts'

const lenet = newDocument('lenet')
if (!lenet.ok) throw new Error(lenet.failure.message.en)

/** Where a run starts: at a sound network, or at any that a file could hold. */
const anyStart = (g: fc.GeneratorValue): History => {
  const start = g(fc.constantFrom, base, lenet.value, undefined)
  return startHistory(structuredClone(start ?? { ...base, layout: {}, ...randomGraph(g) }))
}

/** More find more: LAYERLOOM_RUNS=10000. */
const runs = Number(process.env.LAYERLOOM_RUNS ?? 300)
const timeout = 60_000 + runs * 200
/** A failure is shrunk for as long as there is time. */
const settings = { numRuns: runs, interruptAfterTimeLimit: timeout - 20_000 }

/** How often each command was done, over all runs: a generator whose every input is refused would test nothing. */
const done = new Map<string, number>()
const codes = new Map<string, number>()

test('random commands keep a document sound, and undo and redo are exact', { timeout }, () => {
  fc.assert(
    fc.property(fc.gen(), fc.integer({ min: 1, max: 25 }), (g, length) => {
      const start = anyStart(g)
      let history = start
      for (let i = 0; i < length; i++) {
        const { command, input } = randomCommand(g, history.document)
        const mergeKey = g(fc.constantFrom, undefined, undefined, 'gesture')
        const result = execute(history, command, input, { mergeKey })
        if (!result.ok) {
          // What is no input of the command at all is a bug of the caller: the parser's own words are good enough.
          if (result.failure.code !== 'bad-input') expectSentence(result.failure.message)
          continue
        }
        history = result.value
        done.set(command, (done.get(command) ?? 0) + 1)
        expectSound(history.document)
        const analysis = analyze(history.document)
        expectWhole(history.document, analysis)
        for (const { code } of analysis.problems) codes.set(code, (codes.get(code) ?? 0) + 1)
      }
      expectWayBack(start, history)
    }),
    settings,
  )
  expect([...done.keys()].sort()).toEqual(Object.keys(commands).sort())
  expect(codes.size).toBeGreaterThan(9)
})

const tried = new Set<string>()

test('every fix of whatever random commands make is done and makes its problem go', { timeout }, () => {
  fc.assert(
    fc.property(fc.gen(), fc.integer({ min: 0, max: 8 }), (g, length) => {
      let history = anyStart(g)
      for (let i = 0; i < length; i++) {
        const { command, input } = randomCommand(g, history.document)
        const result = execute(history, command, input)
        if (result.ok) history = result.value
      }
      for (const problem of analyze(history.document).problems) {
        for (const fix of problem.fixes) {
          tried.add(`${problem.code}: ${fix.command}`)
          const mended = execute(history, fix.command, fix.input)
          if (!mended.ok) throw new Error(`${problem.message.en} — ${fix.label.en}: ${mended.failure.message.en}`)
          const left = analyze(mended.value.document).problems
          expect(left.map(identity), fix.label.en).not.toContain(identity(problem))
        }
      }
    }),
    settings,
  )
  expect(tried.size).toBeGreaterThan(7)
})

const identity = ({ code, node, edge, param, message }: Problem) =>
  JSON.stringify([code, node, edge, param, message.en])

function expectSentence({ en, zh }: Text): void {
  expect(en).not.toMatch(/undefined|\[object|^$/)
  expect(zh).toMatch(/\p{Script=Han}/u)
}

/** Valid, and the same again after a file. */
function expectSound(document: LoomDocument): void {
  expect(LoomDocument.safeParse(document).error).toBeUndefined()
  expect(integrityProblem(document)).toBeUndefined()
  const text = formatDocument(document)
  const read = parseDocument(text)
  if (!read.ok) throw new Error(`${read.failure.message.en}\n${text}`)
  expect(read.value.document).toEqual(document)
  expect(formatDocument(read.value.document)).toBe(text)
}

/** An analysis that leaves nothing out, and whose figures are numbers. */
function expectWhole({ nodes }: LoomDocument, { order, layers, blocks, problems }: Analysis): void {
  const ids = Object.keys(nodes).filter((id) => nodes[id]!.type === 'layer')
  expect([...order].sort()).toEqual(ids.filter((id) => !isBypassed(nodes[id])).toSorted())
  expect([...layers.keys()].sort()).toEqual(ids.toSorted())
  expect(blocks.size).toBe(Object.keys(nodes).length - ids.length + 1)
  for (const { message, node, fixes } of problems) {
    expectSentence(message)
    if (node !== undefined) expect(layers.has(node)).toBe(true)
    for (const { label } of fixes) expectSentence(label)
  }
  const whole = blocks.get('')!
  for (const figure of ['trainable', 'nonTrainable', 'macs', 'activationBytes'] as const) {
    expect(whole[figure]).toBeGreaterThanOrEqual(0)
    expect(Number.isFinite(whole[figure])).toBe(true)
  }
  expect(whole.layers).toBe(ids.length)
  expect(whole.problems).toBe(problems.length)
}

function expectWayBack(start: History, end: History): void {
  let history = end
  while (history.past.length > 0) history = undo(history)
  expect(history.document).toEqual(start.document)
  expect(formatDocument(history.document)).toBe(formatDocument(start.document))
  while (history.future.length > 0) history = redo(history)
  expect(history.document).toEqual(end.document)
}
