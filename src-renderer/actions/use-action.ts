import { useSyncExternalStore } from 'react'
import type { Text } from '../../src-core/text.ts'
import { link } from '../bridge/main.ts'
import { useData } from '../store/data.ts'
import { useEditor } from '../store/editor.ts'
import { useFiles } from '../store/files.ts'
import { useRuns } from '../store/runs.ts'
import { useRuntime } from '../store/runtime.ts'
import { useView } from '../store/view.ts'
import type { Action } from './define.ts'

/** Whatever an action may look at to know whether it can be done. */
const stores = [useEditor, useView, useRuns, useRuntime, useFiles, useData, link.state]

function subscribe(onChange: () => void): () => void {
  const stops = stores.map((store) => store.subscribe(onChange))
  return () => stops.forEach((stop) => stop())
}

interface ActionState {
  /** True, or why it cannot be done now. */
  enabled: true | Text
  hint?: Text
}

/** Whether an action can be done now and what it would do; the component follows. */
export function useAction(action: Action): ActionState {
  // As text, so that the same sentences made anew are no change.
  const told = useSyncExternalStore(subscribe, () =>
    JSON.stringify({ enabled: action.enabled(), hint: action.hint?.() } satisfies ActionState),
  )
  return JSON.parse(told) as ActionState
}
