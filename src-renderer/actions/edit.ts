import type { Fix } from '../../src-core/graph/problem.ts'
import { useEditor } from '../store/editor.ts'
import { sayRefusal } from './say-refusal.ts'

/** Changes the document by a command; says why where it refuses. Gives back whether it was done. */
export function edit(commandId: string, input: unknown, options?: { mergeKey?: string }): boolean {
  const done = useEditor.getState().execute(commandId, input, options)
  if (!done.ok) sayRefusal(done)
  return done.ok
}

/** Takes the way out of a problem that the core offers. */
export const applyFix = ({ command, input }: Fix): boolean => edit(command, input)
