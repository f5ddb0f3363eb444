import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import util from 'node:util'
import type { Rank } from '@tensorflow/tfjs'
import type * as tfjsNode from '@tensorflow/tfjs-node-gpu'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'

/** tfjs with TensorFlow as its backend: everything of `@tensorflow/tfjs`, in the same instance, and tfjs-node's own. */
export type TensorFlow = typeof tfjsNode

/** The environment variable by which a trainer's process is told the folder of TensorFlow's native half. */
export const folderVariable = 'LAYERLOOM_TENSORFLOW'

/** Where the addon lies in that folder: the place that the package itself gives it, next to `deps/lib`. */
export const addonPath = join('lib', 'napi-v8', 'tfjs_binding.node')

/**
 * Loads TensorFlow into this process: the JavaScript of the app's own `@tensorflow/tfjs-node-gpu`, and the addon of the
 * folder that the environment names (`Runtime.environment()`). Model building must be given the `tf` that this returns.
 *
 * Meant for a trainer's process: what TensorFlow takes of memory and threads is given back when the process ends.
 */
export async function loadTensorFlow(): Promise<Result<TensorFlow>> {
  const folder = process.env[folderVariable]
  if (!folder) return notLoaded(`${folderVariable} is not set`)
  const addon = join(folder, addonPath)
  if (!existsSync(addon)) return notLoaded(`${addon} is not there`)
  restoreUtil()
  // TensorFlow reads it as it is loaded; its default depends on the processor. Convolutions in groups need oneDNN.
  process.env.TF_ENABLE_ONEDNN_OPTS ??= '1'
  try {
    const tf = requireWithAddon(addon)
    tf.enableProdMode()
    await tf.ready()
    return ok(tf)
  } catch (error) {
    return notLoaded(error instanceof Error ? error.message : String(error))
  }
}

/**
 * The device that really computes: a small convolution is run, because a GPU that is listed may still fail at its first
 * one (cuDNN missing). `CPU` or `GPU`.
 */
export async function describeDevice(tf: TensorFlow): Promise<Result<'CPU' | 'GPU'>> {
  try {
    const image = tf.ones<Rank.R4>([1, 8, 8, 3])
    const filter = tf.ones<Rank.R4>([3, 3, 3, 4])
    const answer = tf.conv2d(image, filter, 1, 'valid')
    const [first] = await answer.data()
    tf.dispose([image, filter, answer])
    if (first !== 27) throw new Error(`a convolution of ones gave ${first} for 27`)
    // The one public sign of the device is on tfjs-node's backend, which tfjs's types do not name.
    const backend = tf.backend() as unknown as { isUsingGpuDevice: boolean }
    return ok(backend.isUsingGpuDevice ? 'GPU' : 'CPU')
  } catch (error) {
    return fail(
      'device-fails',
      {
        en: `TensorFlow could not compute on this device (${(error as Error).message}).`,
        zh: `TensorFlow 无法在该设备上计算（${(error as Error).message}）。`,
      },
      { en: 'Train on the CPU instead.', zh: '请改用 CPU 训练。' },
    )
  }
}

/**
 * The package asks node-pre-gyp for its addon's path, which would look into the package's own folder: in node_modules,
 * wiped by `npm ci` and read-only in a packaged app. It is answered with ours.
 */
function requireWithAddon(addon: string): TensorFlow {
  const app = createRequire(import.meta.url)
  const ofPackage = createRequire(app.resolve('@tensorflow/tfjs-node-gpu'))
  const finder = ofPackage.resolve('@mapbox/node-pre-gyp')
  const stand = { id: finder, filename: finder, loaded: true, exports: { find: () => addon } }
  const before = ofPackage.cache[finder]
  ofPackage.cache[finder] = stand as unknown as NodeJS.Module
  try {
    return app('@tensorflow/tfjs-node-gpu') as TensorFlow
  } finally {
    if (before) ofPackage.cache[finder] = before
    else delete ofPackage.cache[finder]
  }
}

/** tfjs-node calls two functions of Node that Node 23 removed. */
function restoreUtil() {
  const old = util as unknown as Record<string, unknown>
  old.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined
  old.isArray ??= Array.isArray
}

const notLoaded = (reason: string) =>
  fail(
    'tensorflow-not-loaded',
    { en: `TensorFlow could not be loaded (${reason}).`, zh: `TensorFlow 加载失败（${reason}）。` },
    {
      en: 'Run `layerloom doctor` to see what is wrong with it.',
      zh: '请运行 `layerloom doctor` 查看问题所在。',
    },
  )
