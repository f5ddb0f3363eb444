import type { Result } from '../../src-core/result.ts'
import { attemptUntil } from '../bridge/attempt.ts'
import { useEditor } from '../store/editor.ts'
import { sayBusy } from '../ui/toast.ts'
import { mayReplace, sayFailure } from './saving.ts'

/** Milliseconds: what is read by then is not worth a word. */
const longFrom = 500

let current: AbortController | undefined

/** Ends a reading that is under way: something else is opened instead. */
export const stopReading = (): void => current?.abort()

/**
 * Reads a file that takes the place of the document. A long reading says so and can be cancelled, and what was edited
 * meanwhile is asked for. Nothing where it was cancelled, or failed, which is said.
 */
export async function reading<T>(
  name: string,
  read: (signal: AbortSignal) => Promise<Result<T>>,
): Promise<T | undefined> {
  stopReading()
  const abort = new AbortController()
  current = abort
  const { document } = useEditor.getState().history
  let dismiss = () => {}
  const timer = setTimeout(() => {
    const message = { en: `Reading “${name}” …`, zh: `正在读取“${name}”……` }
    dismiss = sayBusy(message, () => abort.abort())
  }, longFrom)
  try {
    const result = await attemptUntil(abort.signal, read(abort.signal))
    if (!result) return undefined
    if (!result.ok) {
      sayFailure(result.failure)
      return undefined
    }
    const isAsItWas = useEditor.getState().history.document === document
    return isAsItWas || (await mayReplace()) ? result.value : undefined
  } finally {
    clearTimeout(timer)
    dismiss()
    if (current === abort) current = undefined
  }
}
