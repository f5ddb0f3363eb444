import type { Following } from '../exporters/meter.ts'
import { onInterrupt } from './interrupt.ts'
import type { Terminal } from './terminal.ts'

/** Milliseconds of writing: an export that is done by then is not worth a word. */
const longFrom = 1_000

/** Tells of a long export, and ends it on Ctrl+C with nothing left behind. */
export async function followExport<T>(
  { progress }: Terminal,
  { isQuiet, write }: { isQuiet: boolean; write: (following: Following) => Promise<T> },
): Promise<T> {
  const abort = new AbortController()
  const stopListening = onInterrupt(() => abort.abort())
  let began: number | undefined
  const onProgress = (share: number) => {
    began ??= performance.now()
    if (isQuiet || performance.now() - began < longFrom) return
    const percent = Math.floor(share * 100)
    progress({ en: `Writing … ${percent}%`, zh: `正在写入……${percent}%` })
  }
  return write({ onProgress, signal: abort.signal }).finally(stopListening)
}
