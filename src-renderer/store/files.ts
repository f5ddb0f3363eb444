import { create } from 'zustand'
import type { AppInfo, RecentFile, Recoverable } from '../../src-core/contract/contract.ts'
import type { Text } from '../../src-core/text.ts'
import { main } from '../bridge/main.ts'

/** What a person is asked to point at. */
export interface PathRequest {
  mode: 'open' | 'open-folder' | 'save' | 'save-folder'
  title: Text
  suggestedName?: string
  /** Without the dot; of a file to be saved the first. */
  extensions?: string[]
}

export type UnsavedAnswer = 'save' | 'discard' | 'cancel'
export type ChangedAnswer = 'replace' | 'elsewhere' | 'cancel'

/** The one question about files that is open, if one is; `answer` settles whoever asked. */
export type FileDialog =
  | { kind: 'browse'; request: PathRequest; directory: string; answer(path: string | null): void }
  | { kind: 'unsaved'; name: string; answer(answer: UnsavedAnswer): void }
  | { kind: 'changed'; name: string; isGone: boolean; answer(answer: ChangedAnswer): void }
  | { kind: 'recovery'; items: Recoverable[] }

interface Files {
  info: AppInfo | undefined
  recent: RecentFile[]
  dialog: FileDialog | undefined
}

export const useFiles = create<Files>(() => ({ info: undefined, recent: [], dialog: undefined }))

/** Opens a dialog and waits for its answer; a dialog that was still open is answered with what changes nothing. */
function ask<T>(make: (answer: (value: T) => void) => FileDialog): Promise<T> {
  dismiss(useFiles.getState().dialog)
  return new Promise((resolve) => {
    const dialog = make((value) => {
      if (useFiles.getState().dialog === dialog) useFiles.setState({ dialog: undefined })
      resolve(value)
    })
    useFiles.setState({ dialog })
  })
}

function dismiss(dialog: FileDialog | undefined) {
  if (dialog?.kind === 'browse') dialog.answer(null)
  if (dialog?.kind === 'unsaved' || dialog?.kind === 'changed') dialog.answer('cancel')
}

/** Whether to save `name` before it is replaced. */
export const askUnsaved = (name: string): Promise<UnsavedAnswer> =>
  ask<UnsavedAnswer>((answer) => ({ kind: 'unsaved', name, answer }))

/** Whether to save over `name`, which another program has changed or taken away. */
export const askChanged = (name: string, isGone: boolean): Promise<ChangedAnswer> =>
  ask<ChangedAnswer>((answer) => ({ kind: 'changed', name, isGone, answer }))

/** Asks for a path with the shell's own dialog or, where it has none, with ours; null means that nothing was chosen. */
export async function choosePath(request: PathRequest, title: string): Promise<string | null> {
  const { mode, suggestedName, extensions } = request
  const chosen = await main.chooseFile({ mode, title, suggestedName, extensions })
  if (chosen.native) return chosen.path
  return ask<string | null>((answer) => ({ kind: 'browse', request, directory: chosen.directory, answer }))
}

export async function refreshRecent(): Promise<void> {
  useFiles.setState({ recent: await main.recentFiles({}) })
}
