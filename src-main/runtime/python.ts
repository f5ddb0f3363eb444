import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { runProgram } from './child.ts'

/** A TensorFlow that Python has: the same libraries that a wheel would bring. */
export interface PythonTensorFlow {
  /** The `site-packages` folder that holds it. */
  packages: string
  /** `tensorflow` in it. */
  folder: string
}

export const wheelLibraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'] as const

/** Milliseconds that a Python may take to say where its packages are. */
const pythonLimit = 5_000

/**
 * Looks for a TensorFlow of exactly this version, cheapest places first: the Python that LAYERLOOM_PYTHON names,
 * virtual environments, the `python3` of the path. No Python imports TensorFlow for that, which would take seconds.
 *
 * @param folders where a `.venv` may lie
 */
export async function findPythonTensorFlow(
  version: string,
  env: NodeJS.ProcessEnv,
  folders: readonly string[],
): Promise<PythonTensorFlow | undefined> {
  const named = env.LAYERLOOM_PYTHON
  const environments = [
    ...(named ? [resolve(dirname(dirname(named)))] : []),
    ...(env.VIRTUAL_ENV ? [env.VIRTUAL_ENV] : []),
    ...folders.map((folder) => join(folder, '.venv')),
  ]
  for (const environment of environments) {
    const found = await firstWith(version, await packagesOf(environment))
    if (found) return found
  }
  for (const python of [...(named ? [named] : []), 'python3']) {
    const found = await firstWith(version, await askPython(python, env))
    if (found) return found
  }
  return undefined
}

/** The site-packages folders of a virtual environment. */
async function packagesOf(environment: string): Promise<string[]> {
  const library = join(environment, 'lib')
  const names = await readdir(library).catch(() => [])
  return names.filter((name) => name.startsWith('python3')).map((name) => join(library, name, 'site-packages'))
}

/** Where a Python looks for packages. */
async function askPython(python: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const script = 'import json, sys; print(json.dumps([p for p in sys.path if p]))'
  const { status, stdout } = await runProgram([python, '-c', script], { env, timeout: pythonLimit })
  try {
    return status === 0 ? (JSON.parse(stdout) as string[]) : []
  } catch {
    return []
  }
}

async function firstWith(version: string, places: readonly string[]): Promise<PythonTensorFlow | undefined> {
  for (const packages of places) {
    const folder = join(packages, 'tensorflow')
    const names = existsSync(folder) ? await readdir(packages).catch(() => []) : []
    if (names.some((name) => isDistribution(name, version)) && (await hasLibraries(folder))) return { packages, folder }
  }
  return undefined
}

/** `tensorflow-2.19.1.dist-info`, `tensorflow_cpu-2.19.1.dist-info` */
export const isDistribution = (name: string, version: string): boolean =>
  /^tensorflow(_cpu)?-(.+)\.dist-info$/.exec(name)?.[2] === version

/** An installation by pip that was interrupted may lack them. */
async function hasLibraries(folder: string): Promise<boolean> {
  const sizes = await Promise.all(wheelLibraries.map((name) => stat(join(folder, name)).catch(() => undefined)))
  return sizes.every((found) => found && found.size > 0) && existsSync(join(folder, 'include', 'tensorflow', 'c'))
}

/**
 * The folders of the CUDA libraries that Python's packages brought along (`nvidia-…-cu12`), for `LD_LIBRARY_PATH`:
 * outside of Python nothing else tells TensorFlow where they are.
 */
export async function cudaFolders(packages: string): Promise<string[]> {
  const names = await readdir(join(packages, 'nvidia')).catch(() => [])
  return names.map((name) => join(packages, 'nvidia', name, 'lib')).filter((folder) => existsSync(folder))
}
