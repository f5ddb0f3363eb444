/**
 * Code that runs in the page, as text: every function here stands on its own. Electron isolates the preload script's
 * world from the page's; the double does the same with an isolated world of Chromium, and the two share only the DOM,
 * by whose events the bridge between them works. What crosses is copied, functions become calls.
 */

type Described =
  | { kind: 'value'; value: unknown }
  | { kind: 'function'; id: number }
  | { kind: 'object'; entries: [string, Described][] }
type Callable = (...values: unknown[]) => unknown
interface Bridge {
  expose(name: string, value: unknown): void
}

/** One end of the bridge; `mine` and `theirs` name the events that each listens to. */
export function bridgeEnd(mine: string, theirs: string): Bridge {
  const functions = new Map<number, Callable>()
  let returned: { value?: Described; error?: string } | undefined

  const describe = (value: unknown): Described => {
    if (typeof value === 'function') {
      functions.set(functions.size, value as Callable)
      return { kind: 'function', id: functions.size - 1 }
    }
    if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
      return { kind: 'object', entries: Object.entries(value).map(([key, inner]) => [key, describe(inner)]) }
    return { kind: 'value', value }
  }
  const revive = (described: Described): unknown => {
    if (described.kind === 'value') return described.value
    if (described.kind === 'object')
      return Object.freeze(Object.fromEntries(described.entries.map(([key, inner]) => [key, revive(inner)])))
    return (...values: unknown[]) => {
      returned = undefined
      send({ type: 'call', id: described.id, values: values.map(describe) })
      const answer = returned as { value?: Described; error?: string } | undefined
      if (answer?.error) throw new Error(answer.error)
      return answer?.value && revive(answer.value)
    }
  }
  const send = (detail: unknown) => document.dispatchEvent(new CustomEvent(theirs, { detail }))

  document.addEventListener(mine, (event) => {
    const { type, ...detail } = (event as CustomEvent).detail
    if (type === 'expose') Object.defineProperty(window, detail.name, { value: revive(detail.value), enumerable: true })
    if (type === 'return') returned = detail
    if (type === 'call')
      try {
        send({ type: 'return', value: describe(functions.get(detail.id)!(...detail.values.map(revive))) })
      } catch (error) {
        send({ type: 'return', error: String((error as Error).message) })
      }
  })
  return { expose: (name, value) => send({ type: 'expose', name, value: describe(value) }) }
}

interface Codec {
  encode(value: unknown): unknown
  decode(coded: unknown): unknown
}

/** The isolated world: what a sandboxed preload script finds there, and nothing more. */
export function preloadWorld(bridge: Bridge, codec: Codec, script: (require: Callable, module: object) => void) {
  const listeners = new Map<string, Set<Callable>>()
  const toMain = (globalThis as unknown as { doubleToMain(text: string): void }).doubleToMain
  const ipcRenderer = {
    send: (channel: string, ...values: unknown[]) => toMain(JSON.stringify({ channel, values: codec.encode(values) })),
    on(channel: string, listener: Callable) {
      if (!listeners.has(channel)) listeners.set(channel, new Set())
      listeners.get(channel)!.add(listener)
      return ipcRenderer
    },
    off(channel: string, listener: Callable) {
      listeners.get(channel)?.delete(listener)
      return ipcRenderer
    },
  }
  Object.assign(globalThis, {
    doubleFromMain(channel: string, coded: unknown) {
      const values = codec.decode(coded) as unknown[]
      for (const listener of [...(listeners.get(channel) ?? [])]) listener({}, ...values)
    },
  })
  const webUtils = { getPathForFile: ({ name }: { name: string }) => `/dropped/${name}` }
  const electron = { contextBridge: { exposeInMainWorld: bridge.expose }, ipcRenderer, webUtils }
  script(
    (name) => {
      if (name === 'electron') return electron
      throw new Error(`module not found: ${String(name)} (a sandboxed preload script has electron alone)`)
    },
    { exports: {} },
  )
}
