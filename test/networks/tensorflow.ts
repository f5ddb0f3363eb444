import { resolve } from 'node:path'
import { loadTensorFlow } from '../../src-main/runtime/load.ts'
import type { TensorFlow } from '../../src-main/runtime/load.ts'
import { createRuntime } from '../../src-main/runtime/runtime.ts'
import type { Runtime } from '../../src-main/runtime/runtime.ts'
import { python } from '../python/python.ts'

export const cache = process.env.LAYERLOOM_CACHE ?? resolve(import.meta.dirname, '../../.cache/layerloom')

export const whyNoTensorFlow = 'TensorFlow is neither installed here nor in a Python that it could be shared with'

/** Where TensorFlow is installed, or can be without fetching: a Python here has its libraries. */
export async function readyRuntime(): Promise<Runtime | undefined> {
  const runtime = createRuntime({ cache })
  let { phase } = await runtime.check()
  if (phase !== 'ready' && python) ({ phase } = await runtime.fetch())
  return phase === 'ready' ? runtime : undefined
}

/** TensorFlow in this process, on the CPU. */
export async function tensorflow(): Promise<TensorFlow | undefined> {
  const runtime = await readyRuntime()
  if (!runtime) return undefined
  Object.assign(process.env, runtime.environment('cpu'))
  const loaded = await loadTensorFlow()
  if (!loaded.ok) throw new Error(loaded.failure.message.en)
  return loaded.value
}
