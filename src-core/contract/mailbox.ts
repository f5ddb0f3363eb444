/**
 * Turns something that pushes into a stream that is pulled. What comes while the reader is not looking is merged, so that
 * a slow reader misses nothing, gets it in fewer pieces, and memory does not grow with the number of pushes.
 *
 * @param subscribe starts pushing and returns how to stop; `end` ends the stream after what has been pushed
 * @param merge puts what waits and what has come after it together
 */
export async function* mailbox<T>(
  subscribe: (push: (item: T) => void, end: () => void) => () => void,
  merge: (waiting: T, item: T) => T,
  signal: AbortSignal,
): AsyncGenerator<T, void, void> {
  let waiting: { item: T } | undefined
  let isEnded = false
  let wake = () => {}
  const push = (item: T) => {
    waiting = { item: waiting ? merge(waiting.item, item) : item }
    wake()
  }
  const end = () => {
    isEnded = true
    wake()
  }
  const onAbort = () => wake()
  signal.addEventListener('abort', onAbort)
  const stop = subscribe(push, end)
  try {
    while (!signal.aborted) {
      if (waiting) {
        const { item } = waiting
        waiting = undefined
        yield item
      } else if (isEnded) return
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    stop()
    signal.removeEventListener('abort', onAbort)
  }
}
