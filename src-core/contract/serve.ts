import { z } from 'zod'
import type { CallDefinition, Contract, Handlers, StreamDefinition } from './define.ts'
import type { Port } from './port.ts'
import { decode, encode, Request } from './wire.ts'
import type { ErrorCode, Reply } from './wire.ts'

type CallHandler = (input: unknown, signal: AbortSignal) => unknown
type StreamHandler = (input: unknown, signal: AbortSignal) => AsyncIterable<unknown>

/** A call or stream that has not ended. */
interface Open {
  abort: AbortController
  pull?: () => void
}

/** Something to tell the caller by its code; anything else that is thrown is a bug of ours. */
class Refusal extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

/**
 * Answers what arrives at `port`. What goes out is parsed like what comes in, and messages of no known form are ignored.
 * Ends with the port or by the function that it returns: every handler's signal then aborts.
 *
 * @param onError is told of what handlers throw; their callers only learn the message
 */
export function serve<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  port: Port,
  { onError }: { onError?: (error: unknown, method: string) => void } = {},
): () => void {
  const open = new Map<number, Open>()
  const send = (reply: Reply) => port.send(reply)

  const offMessage = port.onMessage((message) => {
    const request = Request.safeParse(message)
    if (!request.success) return
    const { data } = request
    if (data.type === 'pull') open.get(data.id)?.pull?.()
    else if (data.type === 'cancel') close(data.id)
    else if (!open.has(data.id)) void answer(data.id, data.name, data.input)
  })

  const offClose = port.onClose(() => stop())

  async function answer(id: number, name: string, rawInput: unknown): Promise<void> {
    const abort = new AbortController()
    open.set(id, { abort })
    try {
      const definition = Object.hasOwn(contract, name) ? contract[name] : undefined
      if (!definition) throw new Refusal('not-found', `There is no “${name}”.`)
      const input = parseInput(definition, rawInput)
      const handler = handlers[name] as unknown
      if (definition.type === 'call') {
        const value = await (handler as CallHandler)(input, abort.signal)
        if (open.has(id)) send({ type: 'value', id, value: encode(definition.output.parse(value)) })
      } else {
        await give(id, definition, (handler as StreamHandler)(input, abort.signal))
        if (open.has(id)) send({ type: 'end', id })
      }
    } catch (error) {
      if (!(error instanceof Refusal)) onError?.(error, name)
      if (!open.has(id)) return
      const message = error instanceof Error ? error.message : String(error)
      send({ type: 'error', id, code: error instanceof Refusal ? error.code : 'internal', message })
    } finally {
      open.delete(id)
    }
  }

  /** Asks the handler for one item each time that the reader has asked for one. */
  async function give(id: number, definition: StreamDefinition, items: AsyncIterable<unknown>): Promise<void> {
    const stream = open.get(id)
    if (!stream) return
    const iterator = items[Symbol.asyncIterator]()
    let credit = 1
    let wake = () => {}
    stream.pull = () => {
      credit += 1
      wake()
    }
    stream.abort.signal.addEventListener('abort', () => {
      wake()
      // Not awaited: a handler that is waiting for something else ends when that comes.
      void iterator.return?.()?.then(undefined, (error: unknown) => onError?.(error, 'return'))
    })
    while (open.has(id)) {
      if (credit === 0) {
        await new Promise<void>((resolve) => (wake = resolve))
        continue
      }
      credit -= 1
      const item = await iterator.next()
      if (item.done) return
      if (open.has(id)) send({ type: 'item', id, value: encode(definition.item.parse(item.value)) })
    }
  }

  function close(id: number): void {
    const ended = open.get(id)
    open.delete(id)
    ended?.abort.abort()
  }

  function stop(): void {
    offMessage()
    offClose()
    for (const id of [...open.keys()]) close(id)
  }

  return stop
}

function parseInput(definition: CallDefinition | StreamDefinition, raw: unknown): unknown {
  let parsed
  try {
    parsed = definition.input.safeParse(decode(raw))
  } catch (error) {
    // Nested deeper than the stack: no message of ours is.
    if (error instanceof RangeError) throw new Refusal('bad-request', 'The message is nested too deeply.')
    throw error
  }
  if (!parsed.success) throw new Refusal('bad-request', z.prettifyError(parsed.error))
  return parsed.data
}
