// Units of the documented networks that are deleted or moved elsewhere: what comes of it is right, or says what is
// wrong with a fix that mends it.
import { describe, expect, test } from 'vitest'
import { execute, startHistory } from '../../src-core/commands/history.ts'
import type { History } from '../../src-core/commands/history.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { blocksAround } from '../../src-core/graph/blocks.ts'
import { newDocument } from '../../templates/open.ts'

/** Networks, whether every unit is deleted and put before every other, and how many fixes may be needed at most. */
const networks: { id: string; options?: Record<string, unknown>; most: number }[] = [
  { id: 'shufflenet', most: 2 },
  { id: 'shufflenet', options: { groups: 8 }, most: 3 },
  { id: 'resnet', options: { depth: 18 }, most: 2 },
  { id: 'resnet', options: { depth: 50 }, most: 2 },
  { id: 'resnext', options: { depth: 50 }, most: 3 },
  { id: 'googlenet', most: 1 },
  { id: 'inception-v3', most: 1 },
  { id: 'densenet', options: { depth: 121 }, most: 1 },
  { id: 'mobilenet-v2', most: 2 },
  { id: 'squeezenet', most: 2 },
]

describe.each(networks)('$id $options', ({ id, options, most }) => {
  const made = newDocument(id, options ?? {})
  if (!made.ok) throw new Error(made.failure.message.en)
  const start = startHistory(made.value)
  const units = unitsOf(start.document)

  test.each(units)('%s is deleted', (unit) => {
    expect(mended(execute(start, 'deleteNodes', { ids: [unit], heal: true }), most)).toEqual('right')
  })

  // All pairs of a long chain of equal units would say the same again and again.
  const stride = Math.ceil(units.length / 5)
  const moves = units.flatMap((unit, i) =>
    units.map((before, j) => ({ unit, before, isTaken: (i + j) % stride === 0 })),
  )
  test.each(moves.filter(({ unit, before, isTaken }) => isTaken && unit !== before))(
    '$unit is put before $before',
    ({ unit, before }) => {
      const onEdges = wiresInto(start.document, before)
      if (onEdges.some((wire) => isIn(start.document, start.document.edges[wire]!.source, unit))) return
      expect(mended(execute(start, 'restructure', { ids: [unit], onEdges }), most)).toEqual('right')
    },
  )
})

/** The innermost blocks between what comes first and the classifier, which can stand at the end alone. */
function unitsOf({ nodes }: LoomDocument): string[] {
  const blocks = Object.keys(nodes).filter((id) => nodes[id]!.type === 'block')
  return blocks.filter((id) => blocks.every((inner) => nodes[inner]!.parent !== id) && !/classifier|auxiliary/.test(id))
}

const isIn = ({ nodes }: LoomDocument, id: string, block: string) => blocksAround(nodes, id).includes(block)

/** The wires into a block from the first layer that feeds it. */
function wiresInto(document: LoomDocument, block: string): string[] {
  const coming = Object.entries(document.edges).filter(
    ([, { source, target }]) => isIn(document, target, block) && !isIn(document, source, block),
  )
  return coming.filter(([, { source }]) => source === coming[0]![1].source).map(([id]) => id)
}

/** Takes the first fix of the first problem, again and again. What is left after so many, or 'right'. */
function mended(done: ReturnType<typeof execute>, most: number): unknown {
  if (!done.ok) return done.failure.message.en
  let history: History = done.value
  for (let fixes = 0; ; fixes++) {
    const { problems } = analyze(history.document)
    if (problems.length === 0) return 'right'
    const [fix] = problems[0]!.fixes
    if (!fix || fixes === most)
      return problems.map(({ message, fixes }) => [message.en, fixes.map(({ label }) => label.en)])
    const next = execute(history, fix.command, fix.input)
    if (!next.ok) return next.failure.message.en
    history = next.value
  }
}
