// @vitest-environment happy-dom
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDocument, parseDocument } from '../../src-core/document/file.ts'
import { integrityProblem } from '../../src-core/document/integrity.ts'
import { LoomDocument } from '../../src-core/document/schema.ts'
import { layerKinds } from '../../src-core/layers/registry.ts'
import { newDocument } from '../../templates/open.ts'
import { rebuildNetwork } from '../../templates/rebuild.ts'
import { useEditor } from '../store/editor.ts'
import { enterBlock, useView } from '../store/view.ts'
import { addBlock } from '../library/add-block.ts'
import { addLayer } from '../library/add-layer.ts'
import { arrange } from './arrange.ts'
import { bypass } from './bypass.ts'
import { removeCut } from './cut.ts'
import { copiedText } from './copy.ts'
import type { Action } from './define.ts'
import { deleteApart } from './delete-apart.ts'
import { deleteSelection } from './delete.ts'
import { duplicate } from './duplicate.ts'
import { applyFix, edit } from './edit.ts'
import { foldAll, toggleFold, unfoldAll } from './fold.ts'
import { freeze } from './freeze.ts'
import { group } from './group.ts'
import { leaveEnteredBlock } from './leave-block.ts'
import { moveEarlier, moveIn, moveLater, moveOut } from './move-steps.ts'
import { pasteText } from './paste.ts'
import { pullOut } from './pull-out.ts'
import { redo } from './redo.ts'
import { selectAll } from './select-all.ts'
import { selectDownstream, selectUpstream } from './select-along.ts'
import { selectedNodes } from './selected.ts'
import { undo } from './undo.ts'
import { ungroup } from './ungroup.ts'

const pressed: Action[] = [
  arrange,
  bypass,
  deleteApart,
  deleteSelection,
  duplicate,
  freeze,
  group,
  leaveEnteredBlock,
  moveEarlier,
  moveIn,
  moveLater,
  moveOut,
  pullOut,
  redo,
  selectAll,
  selectDownstream,
  selectUpstream,
  foldAll,
  unfoldAll,
  toggleFold,
  undo,
  ungroup,
]

const editor = () => useEditor.getState()
const documentNow = () => editor().history.document
const anyOf = (g: fc.GeneratorValue, ids: readonly string[]) => g(fc.constantFrom, ...ids)

/** What hands do that is no action of its own: they select, drop, wire, type, answer lists, enter blocks, paste. */
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
  move(g) {
    const [id] = selectedNodes()
    if (id !== undefined) edit('moveNodes', { positions: { [id]: { x: g(fc.nat, { max: 900 }), y: 40 } } })
  },
  wire(g) {
    const ids = Object.keys(documentNow().nodes)
    edit('connect', { source: anyOf(g, ids), target: anyOf(g, ids) })
  },
  unwire(g) {
    const wires = Object.keys(documentNow().edges)
    if (wires.length === 0) return
    editor().select([anyOf(g, wires)])
    void deleteSelection.run()
  },
  type(g) {
    const [id] = selectedNodes()
    if (id === undefined) return
    edit('setParams', { id, params: { [g(fc.constantFrom, 'filters', 'units', 'rate')]: g(fc.nat, { max: 64 }) } })
  },
  rename() {
    const [id] = selectedNodes()
    if (id !== undefined) edit('renameNode', { id, name: `${id}x` })
  },
  addLayer: (g) => addLayer(layerKinds[g(fc.constantFrom, ...Object.keys(layerKinds))]!),
  addBlock: (g) => addBlock(g(fc.constantFrom, 'resnet/bottleneck', 'mobilenet/separable', 'squeezenet/fire')),
  mend(g) {
    const fixes = editor().analysis.problems.flatMap((problem) => problem.fixes)
    if (fixes.length > 0) applyFix(g(fc.constantFrom, ...fixes))
  },
  options(g) {
    const { template } = documentNow()
    const rebuilt =
      template && rebuildNetwork(documentNow(), { ...template.options, classes: g(fc.integer, { min: 2, max: 12 }) })
    if (!rebuilt?.ok) return
    const { nodes, edges } = rebuilt.value
    edit('rebuildNetwork', { template: rebuilt.value.template, nodes, edges })
  },
  plan: (g) => edit('setPlan', { plan: { epochs: g(fc.integer, { min: 1, max: 9 }) } }),
  travel: (g) => editor().travel(g(fc.integer, { min: -3, max: 3 })),
  paste: () => selectedNodes().length > 0 && pasteText(copiedText()),
  cut: () => selectedNodes().length > 0 && removeCut(),
}

/** There are about as many actions to press as there are other doings. */
const often = ['select', ...Array.from({ length: 7 }, () => 'press')]

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
        useView.setState({ canvas: { fit() {}, show() {}, zoomTo() {} } })
        const start = formatDocument(documentNow())
        for (let i = 0; i < 300; i++) {
          const before = documentNow()
          // With everything deleted there would be nothing left to do.
          if (Object.keys(before.nodes).length < 4) void undo.run()
          const what = g(fc.constantFrom, ...Object.keys(doings), ...often)
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
  const ofActions = ['arrange', 'bypass', 'freeze', 'group', 'move-later', 'pull-out']
  const matters = [...Object.keys(doings), ...ofActions].filter((name) => name !== 'select' && name !== 'enter')
  expect(matters.filter((name) => !done.has(name))).toEqual([])
})
