import { z } from 'zod'
import type { Client, Contract } from './define.ts'
import type { Port } from './port.ts'
import { decode, encode, Reply } from './wire.ts'
import type { ErrorCode, Request } from './wire.ts'

/** A call or stream that ended otherwise than by an answer. `closed`: the other end is gone. */
export class RpcError extends Error {
  override readonly name = 'RpcError'
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

/**
 * The calling side of a contract. When the port closes, calls and streams under way and all later ones reject with the
 * code `closed`. When its signal aborts, a call rejects with the signal's reason and a stream ends.
 */
export function connect<C extends Contract>(contract: C, port: Port): Client<C> {
  const waiting = new Map<number, (reply: Reply) => void>()
  let nextId = 0
  let isClosed = false

  port.onMessage((message) => {
    const reply = Reply.safeParse(message)
    if (reply.success) waiting.get(reply.data.id)?.(reply.data)
  })
  port.onClose(() => {
    isClosed = true
    for (const [id, settle] of [...waiting]) settle(closed(id))
  })

  function send(request: Request): void {
    if (isClosed) waiting.get(request.id)?.(closed(request.id))
    else port.send(request)
  }

  const call = (name: string, output: z.ZodType) => (input: unknown, signal?: AbortSignal) =>
    new Promise<unknown>((resolve, reject) => {
      const id = nextId++
      const leave = () => {
        send({ type: 'cancel', id })
        finish()
        reject(signal?.reason as Error)
      }
      const finish = () => {
        waiting.delete(id)
        signal?.removeEventListener('abort', leave)
      }
      if (signal?.aborted) return reject(signal.reason as Error)
      signal?.addEventListener('abort', leave)
      waiting.set(id, (reply) => {
        finish()
        try {
          resolve(valueOf(reply, output, name))
        } catch (error) {
          reject(error as Error)
        }
      })
      send({ type: 'call', id, name, input: encode(input) })
    })

  const stream = (name: string, item: z.ZodType) =>
    async function* (input: unknown, signal?: AbortSignal): AsyncGenerator<unknown, void, void> {
      if (signal?.aborted) return
      const id = nextId++
      const replies: Reply[] = []
      let wake = () => {}
      const onAbort = () => wake()
      signal?.addEventListener('abort', onAbort)
      waiting.set(id, (reply) => {
        replies.push(reply)
        wake()
      })
      let isOpen = true
      try {
        send({ type: 'call', id, name, input: encode(input) })
        while (!signal?.aborted) {
          const reply = replies.shift()
          if (!reply) {
            await new Promise<void>((resolve) => (wake = resolve))
            continue
          }
          isOpen = reply.type === 'item'
          if (reply.type === 'end') return
          yield valueOf(reply, item, name)
          send({ type: 'pull', id })
        }
      } finally {
        waiting.delete(id)
        signal?.removeEventListener('abort', onAbort)
        if (isOpen) send({ type: 'cancel', id })
      }
    }

  const methods = Object.entries(contract).map(([name, definition]) => [
    name,
    definition.type === 'call' ? call(name, definition.output) : stream(name, definition.item),
  ])
  return Object.fromEntries(methods) as Client<C>
}

/** What a reply carries, parsed; throws what it refuses with. */
function valueOf(reply: Reply, schema: z.ZodType, name: string): unknown {
  if (reply.type === 'error') throw new RpcError(reply.code, reply.message)
  const parsed = schema.safeParse('value' in reply ? decode(reply.value) : undefined)
  if (!parsed.success) throw new RpcError('internal', `“${name}” answered wrongly. ${z.prettifyError(parsed.error)}`)
  return parsed.data
}

const closed = (id: number): Reply => ({ type: 'error', id, code: 'closed', message: 'The other end is gone.' })
