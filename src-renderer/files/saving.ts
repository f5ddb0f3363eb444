import type { FileStamp } from '../../src-core/contract/contract.ts'
import type { Failure } from '../../src-core/result.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { isUnsaved, useEditor } from '../store/editor.ts'
import { askChanged, askUnsaved, choosePath, refreshRecent } from '../store/files.ts'
import { t } from '../i18n/locale.ts'
import { toast } from '../ui/toast.ts'
import { forgetAutosave } from './autosave.ts'
import { knownStamp, noteStamp } from './on-disk.ts'
import { asFileName, documentName, fileName } from './paths.ts'

/** How a save went: `kept` means that nothing was written, because of a failure that was said or because a person changed their mind. */
export type Saved = 'saved' | 'kept'

/** Saves where the document lies; asks where it has no place yet. */
export const save = (): Promise<Saved> => {
  const { path } = useEditor.getState()
  return path === undefined ? saveAs() : saveTo(path, knownStamp(path))
}

export async function saveAs(): Promise<Saved> {
  const { name, path } = useEditor.getState()
  const title = { en: 'Save network', zh: '保存网络' }
  const suggestedName = path ? fileName(path) : `${asFileName(name)}.loom`
  const chosen = await choosePath({ mode: 'save', title, suggestedName, extensions: ['loom'] }, t(title))
  return chosen === null ? 'kept' : saveTo(chosen)
}

/** Writes the document to its file whatever has become of that one. */
export async function saveAnyway(): Promise<void> {
  const { path } = useEditor.getState()
  if (path !== undefined) await saveTo(path)
}

async function saveTo(path: string, known?: FileStamp): Promise<Saved> {
  // Edits made while the file is being written are not in it: what was sent is what counts as saved.
  const { document } = useEditor.getState().history
  const result = await attempt(main.saveDocument({ path, document, known }))
  if (!result.ok && result.failure.code === 'changed-on-disk') return saveOverChanged(path, false)
  if (!result.ok && result.failure.code === 'gone-from-disk') return saveOverChanged(path, true)
  if (!result.ok) {
    sayFailure(result.failure)
    return 'kept'
  }
  useEditor.setState({ path: result.value.path, name: documentName(result.value.path), savedDocument: document })
  noteStamp(result.value.path, result.value.stamp)
  if (!isUnsaved(useEditor.getState())) await forgetAutosave()
  void refreshRecent()
  return 'saved'
}

/** Another program has changed the file since, or taken it away: nothing was written, and a person decides. */
async function saveOverChanged(path: string, isGone: boolean): Promise<Saved> {
  const answer = await askChanged(fileName(path), isGone)
  if (answer === 'replace') return saveTo(path)
  return answer === 'elsewhere' ? saveAs() : 'kept'
}

/** Before the document is replaced: true where it may be, because it is saved or a person lets it go. */
export async function mayReplace(): Promise<boolean> {
  const editor = useEditor.getState()
  if (!isUnsaved(editor)) return true
  const answer = await askUnsaved(editor.name)
  if (answer === 'save') return (await save()) === 'saved'
  return answer === 'discard'
}

export const sayFailure = ({ message, advice }: Failure) =>
  toast({ kind: 'error', message, ...(advice ? { detail: advice } : {}) })
