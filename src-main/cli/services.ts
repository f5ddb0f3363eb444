import type { RuntimeState } from '../../src-core/contract/contract.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { createRuntimes } from '../runtime/runtimes.ts'
import type { Runtimes } from '../runtime/runtimes.ts'
import { findDirectories } from '../shell/directories.ts'
import { forkNode } from '../training/child.ts'
import { createRuns } from '../training/runs.ts'
import type { Runs } from '../training/runs.ts'
import type { Terminal } from './terminal.ts'

export interface Services {
  runtime: Runtimes
  runs: Runs
}

/** The services of the window, with no window; closed when `use` is done. */
export async function withServices<T>(trainer: string, use: (services: Services) => Promise<T>): Promise<T> {
  const { cache, runs: directory } = findDirectories()
  const runtime = createRuntimes({ cache })
  const runs = createRuns({ directory, runtime, fork: forkNode, trainer, queue: false })
  try {
    return await use({ runtime, runs })
  } finally {
    await runs.close()
  }
}

/** Waits until TensorFlow is there, fetching it with progress where it is not. */
export const readyRuntime = async (runtimes: Runtimes, terminal: Terminal): Promise<Result<void>> =>
  fetchRuntime(runtimes.cpu, await runtimes.check(), terminal)

/**
 * Fetches a runtime with progress, where it is not there.
 * @param checked what was just found
 */
export async function fetchRuntime(runtime: Runtime, checked: RuntimeState, terminal: Terminal): Promise<Result<void>> {
  if (checked.phase === 'ready') return ok(undefined)
  if (checked.phase === 'absent' && checked.bytes > 0) {
    terminal.say({
      en: `TensorFlow is fetched once (${megabytes(checked.bytes)}) into ${checked.directory}.`,
      zh: `首次使用需下载 TensorFlow（${megabytes(checked.bytes)}），保存到 ${checked.directory}。`,
    })
  }
  const off = runtime.subscribe(() => showFetch(runtime, terminal))
  const state = await runtime.fetch().finally(off)
  if (state.phase === 'ready') return ok(undefined)
  if (state.phase === 'failed') return { ok: false, failure: state.failure }
  return fail('no-tensorflow', { en: 'TensorFlow is not there yet.', zh: 'TensorFlow 尚未就绪。' })
}

function showFetch(runtime: Runtime, terminal: Terminal) {
  const state = runtime.state()
  if (state.phase === 'fetching') {
    const done = `${megabytes(state.received)} / ${megabytes(state.total)}`
    const left = state.secondsLeft === undefined ? '' : ` · ${Math.ceil(state.secondsLeft)} s`
    terminal.progress({ en: `Fetching TensorFlow: ${done}${left}`, zh: `正在下载 TensorFlow：${done}${left}` })
  } else if (state.phase === 'installing') {
    terminal.progress(state.step)
  }
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`
