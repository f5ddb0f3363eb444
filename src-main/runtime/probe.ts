import { join } from 'node:path'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { z } from 'zod'
import { runProgram } from './child.ts'
import { doesNotRun } from './failures.ts'
import { addonPath } from './load.ts'

const Answer = z.object({ version: z.string(), gpu: z.boolean(), sum: z.number() })
export interface Probed {
  /** What TensorFlow says it is. */
  version: string
  /** Whether it sees a GPU that it can use. */
  gpu: boolean
  /** What it said about GPUs while it was loaded, in its own words. */
  said?: string
  /** From the start of the process to the answer. */
  seconds: number
}

/** Milliseconds: a first load from a cold disk reads 750 MB. */
const probeLimit = 120_000

/**
 * Loads the addon and convolves a 4×4 image of ones with a 3×3 filter of ones. Plain JavaScript in a string, because the
 * child needs no file of ours for it, whether we run from sources or are built.
 */
const script = `
const binding = require(process.argv[1])
const ones = (shape) => binding.createTensor(shape, binding.TF_FLOAT, new Float32Array(shape.reduce((a, b) => a * b)).fill(1))
const [answer] = binding.executeOp('Conv2D', [
  { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT },
  { name: 'strides', type: binding.TF_ATTR_INT, value: [1, 1, 1, 1] },
  { name: 'padding', type: binding.TF_ATTR_STRING, value: 'VALID' },
  { name: 'data_format', type: binding.TF_ATTR_STRING, value: 'NHWC' },
], [ones([1, 4, 4, 1]), ones([3, 3, 1, 1])], 1)
const sum = binding.tensorDataSync(answer.id).reduce((a, b) => a + b)
process.stdout.write(JSON.stringify({ version: binding.TF_Version, gpu: binding.isUsingGpuDevice(), sum }) + '\\n')
`

/** Runs a real convolution with an installation in a child process, which a broken library may take down. */
export async function probe(folder: string, env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<Result<Probed>> {
  const begun = performance.now()
  const ended = await runProgram([process.execPath, '-e', script, join(folder, addonPath)], {
    // Electron's program runs as plain Node.
    env: { ...env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '', TF_CPP_MIN_LOG_LEVEL: '0' },
    timeout: probeLimit,
    signal,
  })
  signal?.throwIfAborted()
  const line = ended.stdout.trim().split('\n').at(-1) ?? ''
  try {
    const { version, gpu, sum } = Answer.parse(JSON.parse(line))
    if (sum !== 36) return doesNotRun(`a convolution gave ${sum} for 36`)
    const said = aboutGpus(ended.stderr)
    return ok({ version, gpu, ...(said ? { said } : {}), seconds: (performance.now() - begun) / 1000 })
  } catch {
    return doesNotRun(
      firstReason(ended.stderr) ?? `its process ended with ${ended.status ?? ended.error ?? 'a signal'}`,
    )
  }
}

/** What the loader said, out of Node's stack trace. */
const firstReason = (stderr: string) => /Error: (.+)/.exec(stderr)?.[1]

/** The first line of TensorFlow's log with a warning or an error about CUDA, without its time and place. */
export const aboutGpus = (stderr: string): string | undefined =>
  /^\S+ \S+ [WE] \S+ (.*(?:cuda|gpu|cudnn|dlopen).*)$/im.exec(stderr)?.[1]?.trim()
