// @vitest-environment happy-dom
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDocument, parseDocument } from '../../src-core/document/file.ts'
import { integrityProblem } from '../../src-core/document/integrity.ts'
import { LoomDocument } from '../../src-core/document/schema.ts'
import { newDocument } from '../../templates/open.ts'
import { useEditor } from '../store/editor.ts'
import { enterBlock } from '../store/view.ts'
import { bypass } from './bypass.ts'
import { removeCut } from './cut.ts'
import { copiedText } from './copy.ts'
import type { Action } from './define.ts'
import { deleteApart } from './delete-apart.ts'
import { deleteSelection } from './delete.ts'
import { duplicate } from './duplicate.ts'
import { edit } from './edit.ts'
import { toggleFold } from './fold.ts'
import { group } from './group.ts'
import { leaveEnteredBlock } from './leave-block.ts'
import { moveEarlier, moveIn, moveLater, moveOut } from './move-steps.ts'
import { pasteText } from './paste.ts'
import { pullOut } from './pull-out.ts'
import { redo } from './redo.ts'
import { selectAll } from './select-all.ts'
import { selectedNodes } from './selected.ts'
import { undo } from './undo.ts'
import { ungroup } from './ungroup.ts'

const pressed: Action[] = [
  bypass,
  deleteApart,
  deleteSelection,
  duplicate,
  group,
  leaveEnteredBlock,
  moveEarlier,
  moveIn,
  moveLater,
  moveOut,
  pullOut,
  redo,
  selectAll,
  toggleFold,
  undo,
  ungroup,
]

const editor = () => useEditor.getState()
const documentNow = () => editor().history.document
const anyOf = (g: fc.GeneratorValue, ids: readonly string[]) => g(fc.constantFrom, ...ids)

/** What hands do that is no action of its own: they select, drop on wires, answer lists, enter blocks, paste. */
const doings: Record<string, (g: fc.GeneratorValue) => void> = {
  select(g) {
    const ids = Object.keys(documentNow().nodes)
    if (ids.length > 0)
      editor().select(g(() => fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 3 })))
  },
  drop(g) {
    const wires = Object.keys(documentNow().edges)
    if (wires.length > 0 && selectedNodes().length > 0)
      edit('restructure', { ids: selectedNodes(), onEdges: [anyOf(g, wires)] })
  },
  into(g) {
    const { nodes } = documentNow()
    const blocks = Object.keys(nodes).filter((id) => nodes[id]!.type === 'block')
    if (selectedNodes().length > 0) edit('restructure', { ids: selectedNodes(), parent: anyOf(g, ['', ...blocks]) })
  },
  repeat() {
    if (selectedNodes().length > 0) edit('repeatNodes', { ids: selectedNodes().slice(0, 1), times: 2 })
  },
  swap(g) {
    const [id] = selectedNodes()
    if (id !== undefined) edit('setKind', { id, kind: g(fc.constantFrom, 'conv2d', 'add', 'flatten', 'max-pool-2d') })
  },
  enter(g) {
    const { nodes } = documentNow()
    const blocks = Object.keys(nodes).filter((id) => nodes[id]!.type === 'block')
    if (blocks.length > 0) enterBlock(anyOf(g, blocks))
  },
  paste: () => selectedNodes().length > 0 && pasteText(copiedText()),
  cut: () => selectedNodes().length > 0 && removeCut(),
}

const done = new Map<string, number>()
/** Long sequences, of which a few cover much. */
const runs = 4

test.each(['lenet', 'shufflenet'])(
  '300 random actions on %s leave a document that a file can hold, and undo to the start',
  { timeout: 120_000 },
  (template) => {
    const made = newDocument(template, template === 'shufflenet' ? { repeats: [1, 1, 1] } : {})
    if (!made.ok) throw new Error(made.failure.message.en)
    fc.assert(
      fc.property(fc.gen(), (g) => {
        editor().load({ document: structuredClone(made.value), path: undefined })
        const start = formatDocument(documentNow())
        for (let i = 0; i < 300; i++) {
          const before = documentNow()
          // With everything deleted there would be nothing left to do.
          if (Object.keys(before.nodes).length < 4) void undo.run()
          const what = g(fc.constantFrom, ...Object.keys(doings), 'select', 'press', 'press')
          const action = what === 'press' ? g(fc.constantFrom, ...pressed) : undefined
          if (!action) doings[what]!(g)
          else if (action.enabled() === true) void action.run()
          if (documentNow() === before) continue
          const name = action?.id ?? what
          done.set(name, (done.get(name) ?? 0) + 1)
          expect(LoomDocument.safeParse(documentNow()).error).toBeUndefined()
          expect(integrityProblem(documentNow())).toBeUndefined()
        }
        const text = formatDocument(documentNow())
        const read = parseDocument(text)
        expect(read.ok && formatDocument(read.value.document)).toBe(text)
        while (undo.enabled() === true) void undo.run()
        expect(formatDocument(documentNow())).toBe(start)
      }),
      { numRuns: runs, endOnFailure: true },
    )
  },
)

test('of what matters nothing was refused every time', () => {
  const matters = ['drop', 'into', 'repeat', 'swap', 'paste', 'cut', 'bypass', 'group', 'move-later', 'pull-out']
  expect(matters.filter((name) => !done.has(name))).toEqual([])
})
