import type { StoreApi } from 'zustand/vanilla'
import { createStore } from 'zustand/vanilla'
import { connect } from '../../src-core/contract/connect.ts'
import type { Client, Contract } from '../../src-core/contract/define.ts'
import type { Port } from '../../src-core/contract/port.ts'

/** How the window stands with the main side. */
export type LinkState =
  | { phase: 'connecting' }
  | { phase: 'connected' }
  /** Gone; tried again at `retryAt` (milliseconds since 1970), or being tried now where that is absent. */
  | { phase: 'lost'; attempt: number; retryAt?: number }
  /** Gone for good: Electron's main process has ended, or the server will not let this page in. */
  | { phase: 'closed' }

export interface Link<C extends Contract> {
  /** Calls wait until there is a connection; one under way when it is lost rejects. */
  client: Client<C>
  state: StoreApi<LinkState>
  retryNow(): void
  close(): void
}

/** Opens the way to the main side; null says that there is none and never will be. */
export type OpenPort = () => Promise<Port | null>

const pauses = [250, 500, 1_000, 2_000, 4_000, 8_000]

/**
 * A client over a connection that may be lost and made again. Nothing is sent twice: whoever called decides
 * whether to ask once more.
 */
export function createLink<C extends Contract>(contract: C, open: OpenPort, { reconnects = true } = {}): Link<C> {
  const state = createStore<LinkState>(() => ({ phase: 'connecting' }))
  let current: Promise<Client<C>>
  let arrived: (client: Client<C>) => void
  let timer: ReturnType<typeof setTimeout> | undefined
  let attempt = 0
  let ended = false
  let started = false

  const awaitNext = () => {
    current = new Promise((resolve) => (arrived = resolve))
  }

  const tryToOpen = async () => {
    clearTimeout(timer)
    timer = undefined
    if (attempt > 0) state.setState({ phase: 'lost', attempt }, true)
    const port = await open().catch(() => undefined)
    if (ended) return
    if (port === null) return state.setState({ phase: 'closed' }, true)
    if (port === undefined) return retryLater()
    port.onClose(onLost)
    attempt = 0
    arrived(connect(contract, port))
    state.setState({ phase: 'connected' }, true)
  }

  const retryLater = () => {
    const pause = pauses[Math.min(attempt, pauses.length - 1)]!
    attempt += 1
    state.setState({ phase: 'lost', attempt, retryAt: Date.now() + pause }, true)
    timer = setTimeout(() => void tryToOpen(), pause)
  }

  const onLost = () => {
    if (ended) return
    awaitNext()
    if (reconnects) retryLater()
    else state.setState({ phase: 'closed' }, true)
  }

  const client = () => {
    if (!started) {
      started = true
      void tryToOpen()
    }
    return current
  }

  awaitNext()
  return {
    client: clientOver(contract, client),
    state,
    retryNow: () => {
      if (timer !== undefined) void tryToOpen()
    },
    close: () => {
      ended = true
      clearTimeout(timer)
    },
  }
}

type AnyCall = (input: unknown, signal?: AbortSignal) => Promise<unknown>
type AnyStream = (input: unknown, signal?: AbortSignal) => AsyncIterable<unknown>

function clientOver<C extends Contract>(contract: C, current: () => Promise<Client<C>>): Client<C> {
  const methods = Object.entries(contract).map(([name, definition]) => {
    if (definition.type === 'call') {
      const call: AnyCall = async (input, signal) => ((await current())[name] as AnyCall)(input, signal)
      return [name, call]
    }
    const stream: AnyStream = async function* (input, signal) {
      yield* ((await current())[name] as AnyStream)(input, signal)
    }
    return [name, stream]
  })
  return Object.fromEntries(methods) as Client<C>
}
