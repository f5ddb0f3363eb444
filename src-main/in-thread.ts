import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'

interface How {
  /** Ends it at once. */
  signal?: AbortSignal | undefined
  /** Megabytes of values that JavaScript keeps there; without it, as many as anywhere. */
  heap?: number
}

/** What a thread gave, or why it gave nothing. */
export type FromThread<T> = { answer: T } | 'aborted' | 'out-of-memory'

/** Milliseconds for a thread of which nothing waits any more to let go of its files. */
const patience = 500

/**
 * Has a thread of its own do something and tell its one answer, so that the program goes on meanwhile. Throws what the
 * thread throws.
 *
 * @param worker its built file, see `find-worker.ts`
 */
export async function inThread<T>(worker: string, workerData: unknown, { signal, heap }: How): Promise<FromThread<T>> {
  if (signal?.aborted) return 'aborted'
  const resourceLimits = heap === undefined ? {} : { maxOldGenerationSizeMb: heap }
  const thread = new Worker(worker, { workerData, resourceLimits })
  let hasAnswered = false
  let leave = () => {}
  try {
    return await new Promise<FromThread<T>>((resolve, reject) => {
      leave = () => resolve('aborted')
      signal?.addEventListener('abort', leave)
      thread.on('message', (answer: T) => {
        hasAnswered = true
        resolve({ answer })
      })
      thread.on('error', (error) => (isForMemory(error) ? resolve('out-of-memory') : reject(error as Error)))
      thread.on('exit', () => resolve('out-of-memory'))
    })
  } finally {
    signal?.removeEventListener('abort', leave)
    // One that has answered ends by itself; one that waits for a slow disk ends no sooner than that answers.
    if (!hasAnswered) await Promise.race([thread.terminate(), wait(patience, undefined, { ref: false })])
  }
}

/** Whether a thread ended because its heap was full, or the machine's memory. */
const isForMemory = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') ||
    /allocation failed|out of memory/i.test(error.message))
