import { RpcError } from '../../src-core/contract/connect.ts'

/**
 * Reads a stream until it ends or `signal` aborts, across lost connections: after each it is opened anew and begins
 * with `onBegin`, because the main side then tells everything again.
 */
export async function follow<T>(
  open: (signal: AbortSignal) => AsyncIterable<T>,
  { onBegin, onItem, signal }: { onBegin?: () => void; onItem: (item: T) => void; signal: AbortSignal },
): Promise<void> {
  while (!signal.aborted) {
    try {
      onBegin?.()
      for await (const item of open(signal)) onItem(item)
      return
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof RpcError && error.code === 'closed')) throw error
    }
  }
}
