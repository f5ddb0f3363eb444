import type { Recoverable } from '../../src-core/contract/contract.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { useEditor } from '../store/editor.ts'
import { useFiles } from '../store/files.ts'
import { adoptAutosave, autosaveId, forgetAutosave } from './autosave.ts'
import { lookAtFile, noteStamp } from './on-disk.ts'
import { mayReplace, sayFailure } from './saving.ts'

/** At the start: offers what a crash left behind, if it left anything. */
export async function offerRecovery(): Promise<void> {
  const found = await main.recoverable({})
  // What this tab had open before it was loaded anew is open again.
  const items = found.filter(({ id }) => id !== autosaveId())
  if (items.length > 0) useFiles.setState({ dialog: { kind: 'recovery', items } })
}

/** Opens what was put aside, as unsaved work with the file that it belongs to. The others are offered at the next start. */
export async function recover(item: Recoverable): Promise<void> {
  close()
  if (!(await mayReplace())) return
  const result = await attempt(main.recover({ id: item.id }))
  if (!result.ok) return sayFailure(result.failure)
  await forgetAutosave()
  adoptAutosave(item.id)
  useEditor.getState().load(result.value)
  useEditor.setState({ name: item.name, savedDocument: undefined })
  // Its file may have become another since.
  noteStamp(result.value.path, result.value.stamp)
  void lookAtFile()
}

/** Throws away what was put aside of one document; the dialog goes with the last one. */
export async function discard(item: Recoverable): Promise<void> {
  await main.discardAutosave({ id: item.id })
  const { dialog } = useFiles.getState()
  if (dialog?.kind !== 'recovery') return
  const items = dialog.items.filter((other) => other.id !== item.id)
  useFiles.setState({ dialog: items.length > 0 ? { ...dialog, items } : undefined })
}

/** Decides later: nothing is thrown away, and the next start asks again. */
export const close = () => useFiles.setState({ dialog: undefined })
