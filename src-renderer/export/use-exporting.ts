import { useEffect, useRef, useState } from 'react'
import type { ExportUpdate } from '../../src-core/contract/contract.ts'
import { fail } from '../../src-core/result.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'

export type Written = Extract<ExportUpdate, { result: unknown }>['result']

type Exporting =
  | { phase: 'choosing' }
  /** @property share from 0 to 1 */
  | { phase: 'writing'; share: number }
  | { phase: 'cancelled' }
  | { phase: 'ended'; written: Written }

/** One export: how far it is, what came of it, and how it is ended before; going away ends it too. */
export function useExporting() {
  const [exporting, setExporting] = useState<Exporting>({ phase: 'choosing' })
  const abort = useRef<AbortController>(undefined)
  useEffect(() => () => abort.current?.abort(), [])

  async function write(asked: Parameters<typeof main.exportRun>[0]) {
    const { signal } = (abort.current = new AbortController())
    setExporting({ phase: 'writing', share: 0 })
    const onProgress = (share: number) => setExporting({ phase: 'writing', share })
    const written = await attempt(resultOf(main.exportRun(asked, signal), onProgress))
    setExporting(signal.aborted ? { phase: 'cancelled' } : { phase: 'ended', written })
  }

  return {
    exporting,
    write: (asked: Parameters<typeof main.exportRun>[0]) => void write(asked),
    cancel: () => abort.current?.abort(),
    /** What was said of one choice is not true of another. */
    forget: () => setExporting({ phase: 'choosing' }),
  }
}

async function resultOf(updates: AsyncIterable<ExportUpdate>, onProgress: (share: number) => void): Promise<Written> {
  for await (const update of updates) {
    if ('result' in update) return update.result
    onProgress(update.share)
  }
  return fail('cancelled', { en: 'The export was cancelled.', zh: '导出已取消。' })
}
