import { create } from 'zustand'
import type { OpenedDocument } from '../../src-core/contract/contract.ts'
import { sameJson } from '../../src-core/document/same-json.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import type { History } from '../../src-core/commands/history.ts'
import { execute, redo, startHistory, undo } from '../../src-core/commands/history.ts'
import type { Analysis } from '../../src-core/graph/analysis.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import type { Result } from '../../src-core/result.ts'
import { ok } from '../../src-core/result.ts'
import { newDocument } from '../../templates/open.ts'
import { templates } from '../../templates/registry.ts'
import { documentName } from '../files/paths.ts'

interface Options {
  mergeKey?: string
  select?: readonly string[]
}

interface Editor {
  history: History
  /** Of `history.document`, always. */
  analysis: Analysis
  /** What the title bar calls the document. */
  name: string
  path: string | undefined
  /** The document as its file has it; undefined where no file or template has it so. */
  savedDocument: LoomDocument | undefined
  /** Ids of selected nodes and wires; a wire's id is never a node's. */
  selection: readonly string[]
  /** Puts another document in the place of this one, with a new history. */
  load(opened: OpenedDocument): void
  /** Runs a command of `src-core/commands`. A refusal changes nothing and is for the caller to say (`sayRefusal`). */
  execute(commandId: string, input: unknown, options?: Options): Result<void>
  /** Works out what a command is going to make of the document, which {@link execute} then takes. */
  foresee(commandId: string, input: unknown, options?: Options): LoomDocument
  undo(): void
  redo(): void
  /** Goes so many steps of the history back (below 0) or forward, as far as there are any. */
  travel(steps: number): void
  select(ids: readonly string[]): void
}

const fresh = ({ document, path }: OpenedDocument) => ({
  history: startHistory(document),
  analysis: analyze(document),
  name: nameOf(document, path),
  path,
  savedDocument: document,
  selection: [],
})

/** The document that is open, with its history, what follows from it, and what is selected in it. */
export const useEditor = create<Editor>((set, get) => ({
  ...fresh({ document: firstDocument() }),
  load: (opened) => set(fresh(opened)),
  execute(commandId, input, options) {
    const { past } = get().history
    const { done, next } = workedOut(get(), commandId, input, options)
    if (!done.ok) return done
    if (next) set({ ...next, selection: selectedAfter(past, next.history.past) })
    return ok(undefined)
  },
  foresee: (commandId, input, options) => (workedOut(get(), commandId, input, options).next ?? get()).history.document,
  undo: () => get().travel(-1),
  redo: () => get().travel(1),
  travel(steps) {
    let { history } = get()
    for (let i = 0; i < Math.abs(steps); i++) history = steps < 0 ? undo(history) : redo(history)
    if (history === get().history) return
    const { view } = (steps < 0 ? history.future : history.past).at(-1)!
    const selection = steps < 0 ? view.before : view.after
    set({ ...current(atSaved(history, get().savedDocument)), selection })
  },
  select: (selection) => set({ selection }),
}))

/** Of a gesture that ends where it began no step is left. */
const selectedAfter = (before: History['past'], now: History['past']): readonly string[] =>
  now.length < before.length ? before.at(-1)!.view.before : now.at(-1)!.view.after

interface WorkedOut {
  of: readonly unknown[]
  done: Result<History>
  /** Nothing where it was refused or changes nothing. */
  next: ReturnType<typeof current> | undefined
}
/** What was worked out last. */
let lastWorkedOut: WorkedOut | undefined

/** What comes of a command; the same again while nothing has changed. */
function workedOut(
  { history, selection }: Pick<Editor, 'history' | 'selection'>,
  commandId: string,
  input: unknown,
  { mergeKey, select }: Options = {},
): WorkedOut {
  const of = [history, selection, commandId, input, mergeKey, select]
  if (lastWorkedOut?.of.every((one, i) => one === of[i])) return lastWorkedOut
  const done = execute(history, commandId, input, { mergeKey, view: { before: selection, after: select } })
  const next = done.ok && done.value !== history ? current(done.value) : undefined
  lastWorkedOut = { of, done, next }
  return lastWorkedOut
}

const current = (history: History) => ({ history, analysis: analyze(history.document) })

/** A way back that ends at what is saved ends at that very document, so that it counts as saved. */
function atSaved(history: History, saved: LoomDocument | undefined): History {
  const isBack = saved !== undefined && history.document !== saved && sameJson(history.document, saved)
  return isBack ? { ...history, document: saved } : history
}

/** Whether closing now would lose something. Which blocks are folded is written with the rest, but is no work of its own. */
export const isUnsaved = ({ history, savedDocument }: Pick<Editor, 'history' | 'savedDocument'>): boolean =>
  savedDocument === undefined || !isSameButFolds(history.document, savedDocument)

/** What was compared last: several parts of the window ask the same after each edit. */
let compared: { now: LoomDocument; saved: LoomDocument; isSame: boolean } | undefined

function isSameButFolds(now: LoomDocument, saved: LoomDocument): boolean {
  if (compared?.now !== now || compared.saved !== saved)
    compared = { now, saved, isSame: now === saved || (sameNodesButFolds(now, saved) && sameBesideNodes(now, saved)) }
  return compared.isSame
}

function sameNodesButFolds({ nodes: now }: LoomDocument, { nodes: saved }: LoomDocument): boolean {
  const ids = Object.keys(now)
  return (
    ids.length === Object.keys(saved).length &&
    // Most are the very same objects.
    ids.every((id) => now[id] === saved[id] || sameJson(unfolded(now[id]), unfolded(saved[id])))
  )
}

const unfolded = (node: LoomDocument['nodes'][string] | undefined) =>
  node?.type === 'block' ? { ...node, folded: false } : node

const sameBesideNodes = (now: LoomDocument, saved: LoomDocument): boolean =>
  sameJson({ ...now, nodes: undefined }, { ...saved, nodes: undefined })

/** The first start shows a network, not an empty page. */
function firstDocument(): LoomDocument {
  const made = newDocument('lenet')
  if (!made.ok) throw new Error(made.failure.message.en)
  return made.value
}

function nameOf(document: LoomDocument, path: string | undefined): string {
  if (path !== undefined) return documentName(path)
  const template = document.template && templates[document.template.id]
  return template ? template.title.en : 'Untitled'
}
