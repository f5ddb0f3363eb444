import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { runProgram } from './child.ts'
import { buildFailed } from './failures.ts'
import { libraryFolder } from './installed.ts'
import { addonPath } from './load.ts'

export interface Compiler {
  command: string
  /** The first line of what it says about itself. */
  version: string
}

/** Milliseconds; about 8 s on two cores. */
const buildLimit = 300_000

export async function findCompiler(env: NodeJS.ProcessEnv): Promise<Compiler | undefined> {
  for (const command of [...(env.CXX ? [env.CXX] : []), 'g++', 'c++', 'clang++']) {
    const { status, stdout } = await runProgram([command, '--version'], { env, timeout: 10_000 })
    if (status === 0) return { command, version: stdout.split('\n')[0]!.trim() }
  }
  return undefined
}

/**
 * Compiles tfjs-node's addon into a folder whose `deps/lib` has TensorFlow's libraries; it finds them there by a path
 * relative to its own, so that the folder can be moved.
 *
 * @param options.headers the folder that holds TensorFlow's `tensorflow/c`
 */
export async function buildAddon(
  folder: string,
  options: {
    compiler: Compiler
    headers: string
    libraries: readonly string[]
    env: NodeJS.ProcessEnv
    signal?: AbortSignal
  },
): Promise<Result<void>> {
  const { compiler, headers, libraries, env, signal } = options
  const work = join(folder, 'build')
  const run = async (args: readonly string[]): Promise<Result<void>> => {
    const ended = await runProgram([compiler.command, ...args], { env, timeout: buildLimit, signal })
    signal?.throwIfAborted()
    return ended.status === 0
      ? ok(undefined)
      : buildFailed(firstError(ended.stderr) ?? ended.error ?? 'no reason given')
  }
  await copySources(work)
  await mkdir(join(folder, dirname(addonPath)), { recursive: true })

  const source = (name: string) => join(work, `${name}.cc`)
  const object = (name: string) => join(work, `${name}.o`)
  const compiled = await Promise.all(
    units.map((name) => run([...compileFlags, '-I', headers, '-I', work, '-c', source(name), '-o', object(name)])),
  )
  const failed = compiled.find((result) => !result.ok)
  if (failed) return failed
  const linked = await run([
    ...linkFlags,
    ...units.map(object),
    ...libraries.map((name) => join(folder, libraryFolder, name)),
    ...['-o', join(folder, addonPath)],
  ])
  await rm(work, { recursive: true })
  return linked
}

/** Compiled at once, each by a process of its own. */
const units = ['tfjs_backend', 'tfjs_binding']
const compileFlags = ['-std=c++17', '-O2', '-fPIC', '-DNAPI_VERSION=8', '-DBUILDING_NODE_EXTENSION']
const linkFlags =
  process.platform === 'darwin'
    ? ['-bundle', '-undefined', 'dynamic_lookup', '-Wl,-rpath,@loader_path/../../deps/lib']
    : ['-shared', '-Wl,--no-as-needed', '-Wl,-rpath,$ORIGIN/../../deps/lib']

/** The addon's sources and Node's C headers, out of node_modules: a packaged app's archive no compiler can read. */
async function copySources(target: string) {
  const app = createRequire(import.meta.url)
  await mkdir(target, { recursive: true })
  const folders = [
    join(dirname(app.resolve('@tensorflow/tfjs-node-gpu/package.json')), 'binding'),
    join(dirname(app.resolve('node-api-headers/package.json')), 'include'),
  ]
  for (const folder of folders)
    for (const name of await readdir(folder)) await writeFile(join(target, name), await readFile(join(folder, name)))
}

/** The compiler's first error without the path before it. */
export const firstError = (stderr: string): string | undefined => /(?:fatal )?error: (.+)/.exec(stderr)?.[1]?.trim()
