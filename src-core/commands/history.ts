import { applyPatches, enablePatches, freeze, produceWithPatches } from 'immer'
import type { Patch } from 'immer'
import type { z } from 'zod'
import { sameJson } from '../document/same-json.ts'
import type { LoomDocument } from '../document/schema.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { Text } from '../text.ts'
import { commands } from './registry.ts'

enablePatches()

/** Ids that were selected before a change and are after it. The view comes back with an undo, but never is one. */
export interface EntryView {
  before: readonly string[]
  after: readonly string[]
}

/** One step of the history: a command, or a gesture's many commands as one. */
export interface Entry {
  label: Text
  forward: Patch[]
  backward: Patch[]
  mergeKey?: string
  view: EntryView
}

/** A document with the way it came and the way ahead. `past` and `future` both have the nearest step last. */
export interface History {
  document: LoomDocument
  past: readonly Entry[]
  future: readonly Entry[]
}

export interface ExecuteOptions {
  /** Commands with the same key one after the other are one gesture, such as a drag, and one step. */
  mergeKey?: string
  /** What is selected; without `after` a command that adds nodes selects them, and others keep what is left. */
  view?: { before: readonly string[]; after?: readonly string[] }
}

/** A history without a step. The document is frozen: from here on only commands change it, each into a new one. */
export const startHistory = (document: LoomDocument): History => ({
  document: freeze(document, true),
  past: [],
  future: [],
})

/** Runs a command by its id. A refusal is a failure that leaves everything as it was; so does a command that changes nothing. */
export function execute(
  history: History,
  commandId: string,
  input: unknown,
  { mergeKey, view }: ExecuteOptions = {},
): Result<History> {
  const command = Object.hasOwn(commands, commandId) ? commands[commandId] : undefined
  if (!command) {
    return fail('unknown-command', { en: `There is no command “${commandId}”.`, zh: `没有名为“${commandId}”的命令。` })
  }
  const parsed = command.input.safeParse(input)
  if (!parsed.success) return fail('bad-input', badInput(commandId, parsed.error))

  let refusal: Text | undefined
  const [document, forward, backward] = produceWithPatches(history.document, (draft) => {
    refusal = command.apply(draft, parsed.data) ?? undefined
  })
  if (refusal) return fail('refused', refusal)
  if (forward.length === 0) return ok(history)

  const before = view?.before ?? []
  const entry: Entry = {
    label: command.label(parsed.data),
    forward,
    backward,
    ...(mergeKey !== undefined && { mergeKey }),
    view: { before, after: view?.after ?? selectionAfter(history.document, document, before) },
  }
  const last = history.past.at(-1)
  if (mergeKey === undefined || last?.mergeKey !== mergeKey || history.future.length > 0) {
    return ok({ document, past: [...history.past, entry], future: [] })
  }
  const both = joined(last, entry)
  const past = history.past.slice(0, -1)
  return ok({ document, past: isNothing(both) ? past : [...past, both], future: [] })
}

/** Whether all is as it was: what was typed was given up, what was dragged is back. */
const isNothing = ({ forward, backward }: Entry): boolean => sameJson(byPath(forward), byPath(backward))

const byPath = (patches: Patch[]) => Object.fromEntries(patches.map((patch) => [JSON.stringify(patch.path), patch]))

/** Takes the last step back; gives the same history where there is none. The step is then the last of `future`. */
export function undo(history: History): History {
  const entry = history.past.at(-1)
  if (!entry) return history
  return {
    document: applyPatches(history.document, entry.backward),
    past: history.past.slice(0, -1),
    future: [...history.future, entry],
  }
}

/** Takes the last undone step again; gives the same history where there is none. The step is then the last of `past`. */
export function redo(history: History): History {
  const entry = history.future.at(-1)
  if (!entry) return history
  return {
    document: applyPatches(history.document, entry.forward),
    past: [...history.past, entry],
    future: history.future.slice(0, -1),
  }
}

/** Two steps of one gesture as one. */
const joined = (first: Entry, second: Entry): Entry => ({
  ...second,
  forward: lastOfEach([...first.forward, ...second.forward]),
  backward: lastOfEach([...second.backward, ...first.backward]),
  view: { before: first.view.before, after: second.view.after },
})

/**
 * Patches with those left out that a later one undoes, so that a drag of a thousand moves is no longer than one.
 * Only where all are of the same depth, because then none reaches into what another makes.
 */
function lastOfEach(patches: Patch[]): Patch[] {
  if (patches.some(({ path }) => path.length !== patches[0]!.path.length)) return patches
  return [...new Map(patches.map((patch) => [JSON.stringify(patch.path), patch])).values()]
}

function selectionAfter(before: LoomDocument, after: LoomDocument, selected: readonly string[]): string[] {
  const added = Object.keys(after.nodes).filter((id) => !Object.hasOwn(before.nodes, id))
  if (added.length === 0) return selected.filter((id) => Object.hasOwn(after.nodes, id))
  const isAdded = new Set(added)
  return added.filter((id) => !isAdded.has(after.nodes[id]!.parent ?? ''))
}

function badInput(commandId: string, error: z.ZodError): Text {
  const issue = error.issues[0]!
  const where = [commandId, ...issue.path.map(String)].join(' › ')
  return {
    en: `This cannot be done: ${where} is not as it should be (${issue.message}).`,
    zh: `无法执行：${where} 不符合要求（${issue.message}）。`,
  }
}
