import { useSyncExternalStore } from 'react'
import type { Text } from '../../src-core/text.ts'
import { useEditor } from '../store/editor.ts'
import { useFiles } from '../store/files.ts'
import { useRuns } from '../store/runs.ts'
import { useRuntime } from '../store/runtime.ts'
import { useView } from '../store/view.ts'
import type { Action } from './define.ts'

/** Whatever an action may look at to know whether it can be done. */
const stores = [useEditor, useView, useRuns, useRuntime, useFiles]

function subscribe(onChange: () => void): () => void {
  const stops = stores.map((store) => store.subscribe(onChange))
  return () => stops.forEach((stop) => stop())
}

/** Whether an action can be done now, or why not; the component follows. */
export function useEnabled(action: Action): true | Text {
  // As text, so that the same sentence made anew is no change.
  const told = useSyncExternalStore(subscribe, () => JSON.stringify(action.enabled()))
  return JSON.parse(told) as true | Text
}
