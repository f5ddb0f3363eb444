import type { Port } from './port.ts'

/** A port that its owner can close; the other end of the pair is told. */
export interface MemoryPort extends Port {
  close(): void
}

/** Two ports joined in memory. Messages arrive in order, never before the sender's code has run on. */
export function memoryPorts(): [MemoryPort, MemoryPort] {
  const a = end()
  const b = end()
  return [portOf(a, b), portOf(b, a)]
}

interface End {
  messages: Set<(message: unknown) => void>
  closes: Set<() => void>
  isClosed: boolean
}

const end = (): End => ({ messages: new Set(), closes: new Set(), isClosed: false })

function portOf(own: End, other: End): MemoryPort {
  return {
    send(message) {
      void Promise.resolve().then(() => {
        if (other.isClosed) return
        for (const handler of [...other.messages]) handler(message)
      })
    },
    onMessage: (handler) => add(own.messages, handler),
    onClose: (handler) => add(own.closes, handler),
    close() {
      if (own.isClosed) return
      own.isClosed = other.isClosed = true
      for (const handler of [...own.closes, ...other.closes]) handler()
    },
  }
}

function add<T>(handlers: Set<T>, handler: T): () => void {
  handlers.add(handler)
  return () => handlers.delete(handler)
}
