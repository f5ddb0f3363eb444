import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { RuntimeState } from '../../src-core/contract/contract.ts'
import type { Result } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'
import { freeBytes } from './disk.ts'
import { downloadsIn } from './download.ts'
import { writeFailure } from './failures.ts'
import { clearLeftovers, install, installLocal, loaderEnvironment, wheelCompiler } from './install.ts'
import { placesIn, readInstallation, tensorflowVersion } from './installed.ts'
import type { Marker, Source } from './installed.ts'
import { bytesOf, cpuKit } from './kit.ts'
import type { Kit } from './kit.ts'
import { folderVariable } from './load.ts'
import { lock } from './lock.ts'
import { officialBytes } from './official.ts'
import { packageRoot } from './package-root.ts'
import { findPythonTensorFlow } from './python.ts'

/**
 * TensorFlow for this computer: found, fetched, built, verified. One a process; several processes may share a cache.
 *
 * A trainer's process is started with {@link environment} added to its own, after {@link check} or {@link fetch} gave
 * `ready`; it then calls `loadTensorFlow` (load.ts).
 */
export interface Runtime {
  /** The folder of everything that is TensorFlow's, which a person may delete to have the space back. */
  directory: string
  /** What is known now. `checking` until the first look, which the first {@link subscribe} or {@link check} starts. */
  state(): RuntimeState
  /**
   * Calls `listener` at every change of the state; gives back how to stop that. The first subscriber starts a look, and
   * a TensorFlow that Python has on this computer is then taken into use without being asked for: nothing is fetched.
   */
  subscribe(listener: () => void): () => void
  /** Looks again, in milliseconds where TensorFlow is installed. Fetches and builds nothing. Never rejects. */
  check(): Promise<RuntimeState>
  /**
   * Brings TensorFlow where it is not there, and goes on where an earlier fetch ended. Resolves when it is `ready`,
   * `paused`, `absent` (paused before a byte came) or `failed`; a second call while one is under way gets that one's
   * end. Never rejects.
   */
  fetch(): Promise<RuntimeState>
  /** Ends a fetch that is under way; what was fetched is kept. Nothing happens where none is. */
  pause(): void
  /** Pauses what is under way and waits until it leaves the disk alone. Nothing begins after it. */
  close(): Promise<void>
  /**
   * What a trainer's process needs in its environment to load TensorFlow, to be added to `process.env`; empty where
   * the state is not `ready`.
   *
   * @param device `cpu` keeps TensorFlow from seeing any GPU
   */
  environment(device?: 'auto' | 'cpu'): Record<string, string>
}

export interface RuntimeOptions {
  cache: string
  /** By which Python, pip and the compiler are looked for. */
  env?: NodeJS.ProcessEnv
  /** Folders whose `.venv` may have a TensorFlow to share. */
  folders?: readonly string[]
  kit?: Kit
}

export function createRuntime({
  cache,
  env = process.env,
  folders = [process.cwd(), packageRoot()],
  kit = cpuKit,
}: RuntimeOptions): Runtime {
  const places = placesIn(cache, kit.folder)
  const listeners = new Set<() => void>()
  let state: RuntimeState = { phase: 'checking' }
  let begun = false
  let closed = false
  let loader: Record<string, string> = {}
  let underWay: { end: Promise<RuntimeState>; abort: AbortController } | undefined
  /** Python's TensorFlow was tried and does not serve: it is not offered again. */
  let pythonFailed = false

  function show(next: RuntimeState): RuntimeState {
    state = next
    for (const listener of listeners) listener()
    return state
  }

  const findPython = async () =>
    pythonFailed || !kit.hasOtherWays ? undefined : findPythonTensorFlow(tensorflowVersion, env, folders)

  async function ready(marker: Marker): Promise<RuntimeState> {
    loader = await loaderEnvironment(marker.source, places.installed, env)
    return { phase: 'ready', version: marker.version, source: sourceText(marker.source), directory: places.installed }
  }

  async function look(): Promise<RuntimeState> {
    const marker = await readInstallation(places.installed)
    if (marker) return ready(marker)
    // Asked before every training, of both kits: no compiler is looked for where it decides nothing.
    const compiler = kit.hasOtherWays ? await wheelCompiler(env) : undefined
    const atHand = compiler && (await findPython())
    const begun = atHand ? undefined : await downloadsIn(places.downloads)
    // Of several wheels, those that are still to come are not among what was begun.
    if (begun) return { phase: 'paused', ...begun, ...(kit.hasOtherWays ? {} : { total: bytesOf(kit.wheels) }) }
    const bytes = atHand ? 0 : compiler || !kit.hasOtherWays ? bytesOf(kit.wheels) : officialBytes
    return { phase: 'absent', bytes, freeBytes: await freeBytes(places.root), directory: places.root }
  }

  async function check(): Promise<RuntimeState> {
    begun = true
    const found = await look()
    return underWay ? state : show(found)
  }

  /** The first look of a window: a TensorFlow at hand is taken over without a question. */
  async function begin() {
    begun = true
    const found = await look()
    if (underWay || closed) return
    if (found.phase === 'absent' && found.bytes === 0) await start(takeOver)
    else show(found)
  }

  /** Runs one installation at a time, alone among the processes that share the cache, to a state that lasts. */
  function start(work: Work): Promise<RuntimeState> {
    begun = true
    if (underWay) return underWay.end
    if (closed) return Promise.resolve(state)
    const abort = new AbortController()
    const end = alone(work, abort.signal)
      .catch((error) => {
        if (!abort.signal.aborted)
          return { phase: 'failed' as const, failure: writeFailure(error, places.root).failure }
        return look()
      })
      .then((last) => {
        underWay = undefined
        return show(last)
      })
    underWay = { end, abort }
    return end
  }

  type Work = (signal: AbortSignal) => Promise<RuntimeState>

  async function alone(work: Work, signal: AbortSignal): Promise<RuntimeState> {
    await mkdir(places.root, { recursive: true })
    const release = await lock(join(places.root, 'lock'), signal, async () => {
      const others = await downloadsIn(places.downloads)
      if (others && others.received < others.total) show({ phase: 'fetching', ...others })
      else show({ phase: 'installing', step: elsewhere })
    })
    try {
      const there = await readInstallation(places.installed)
      if (there) return await ready(there)
      await clearLeftovers(places)
      return await work(signal)
    } finally {
      await release()
    }
  }

  const context = async (signal: AbortSignal) => ({
    places,
    kit,
    env,
    signal,
    python: await findPython(),
    onProgress: (progress: { received: number; total: number; secondsLeft?: number }) =>
      void show({ phase: 'fetching', ...progress }),
    onStep: (step: Text) => void show({ phase: 'installing', step }),
  })

  const ending = async (result: Result<Marker>): Promise<RuntimeState> =>
    result.ok ? ready(result.value) : { phase: 'failed', failure: result.failure }

  const bring: Work = async (signal) => ending(await install(await context(signal)))

  const takeOver: Work = async (signal) => {
    const result = await installLocal(await context(signal))
    if (result?.ok) return ending(result)
    pythonFailed = true
    return look()
  }

  return {
    directory: places.root,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      if (!begun) void begin()
      return () => listeners.delete(listener)
    },
    check,
    fetch: () => start(bring),
    pause: () => underWay?.abort.abort(),
    async close() {
      closed = true
      underWay?.abort.abort()
      await underWay?.end
    },
    environment: (device = 'auto') =>
      state.phase !== 'ready'
        ? {}
        : {
            ...loader,
            [folderVariable]: places.installed,
            // Grouped convolutions need oneDNN; its default depends on the processor.
            TF_ENABLE_ONEDNN_OPTS: '1',
            TF_CPP_MIN_LOG_LEVEL: env.TF_CPP_MIN_LOG_LEVEL ?? '2',
            // Otherwise TensorFlow takes all of a GPU's memory at once.
            TF_FORCE_GPU_ALLOW_GROWTH: 'true',
            // glibc keeps a heap for nearly every thread, and what one has freed no other reuses.
            MALLOC_ARENA_MAX: env.MALLOC_ARENA_MAX ?? '2',
            ...(device === 'cpu' ? { CUDA_VISIBLE_DEVICES: '-1' } : {}),
          },
  }
}

const elsewhere: Text = {
  en: 'Another window of Layerloom is setting TensorFlow up …',
  zh: '另一个 Layerloom 正在安装 TensorFlow……',
}

export function sourceText(source: Source): Text {
  switch (source.kind) {
    case 'wheel':
      return { en: 'fetched by Layerloom', zh: '由 Layerloom 下载' }
    case 'gpu-wheels':
      return { en: 'fetched by Layerloom, with NVIDIA’s libraries', zh: '由 Layerloom 下载，含 NVIDIA 运行库' }
    case 'python':
      return { en: `shared with Python (${source.packages})`, zh: `与 Python 共用（${source.packages}）` }
    case 'official':
      return { en: 'the official library of TensorFlow for C', zh: 'TensorFlow 官方 C 语言库' }
  }
}
