import type { ExportUpdate } from '../../src-core/contract/contract.ts'
import { mailbox } from '../../src-core/contract/mailbox.ts'
import type { Result } from '../../src-core/result.ts'
import type { WrittenRun } from './export.ts'
import type { Following } from './meter.ts'

/** An export as a stream: how far it is, as often as the reader asks, and last what came of it. `signal` ends both. */
export async function* exportStream(
  write: (following: Following) => Promise<Result<WrittenRun>>,
  signal: AbortSignal,
): AsyncGenerator<ExportUpdate, void, void> {
  let result: Promise<Result<WrittenRun>> | undefined
  yield* mailbox<ExportUpdate>(
    (push, end) => {
      result = write({ signal, onProgress: (share) => push({ share }) })
      void result.then(end, end)
      return () => {}
    },
    (_, newer) => newer,
    signal,
  )
  if (result) yield { result: await result }
}
