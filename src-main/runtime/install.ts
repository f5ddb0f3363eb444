import { cp, link, mkdir, mkdtemp, readdir, rename, rm, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ok } from '../../src-core/result.ts'
import type { Failure, Result } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'
import { buildAddon, findCompiler } from './addon.ts'
import type { Compiler } from './addon.ts'
import type { Progress } from './download.ts'
import { bothFailed, codeOf, noCompiler, unpackFailed, unsupported, writeFailure } from './failures.ts'
import { fromWheels } from './from-wheels.ts'
import { filesStand, libraryFolder, readMarker, writeMarker } from './installed.ts'
import type { Marker, Places, Source } from './installed.ts'
import type { Kit } from './kit.ts'
import { addonPath } from './load.ts'
import { fetchOfficial } from './official.ts'
import { probe } from './probe.ts'
import { cudaFolders, wheelLibraries } from './python.ts'
import type { PythonTensorFlow } from './python.ts'

export interface InstallContext {
  places: Places
  kit: Kit
  env: NodeJS.ProcessEnv
  signal: AbortSignal
  /** A TensorFlow that Python has, to be linked. */
  python?: PythonTensorFlow
  onProgress(progress: Progress): void
  onStep(step: Text): void
}

/** What a way leaves in a folder: libraries in `deps/lib`, and the headers for an addon that is still to be built. */
export interface Prepared {
  source: Source
  libraries: readonly string[]
  /** Files that those need besides, by path in the folder. */
  more?: readonly string[]
  headers?: string
}

export type Way = (folder: string, context: InstallContext) => Promise<Result<Prepared>>

const hasWheel = process.platform === 'linux' && process.arch === 'x64'

/** Whether the libraries of Python's wheels can be used here, which a compiler decides where there are wheels. */
export const wheelCompiler = async (env: NodeJS.ProcessEnv): Promise<Compiler | undefined> =>
  hasWheel ? findCompiler(env) : undefined

/** Takes over what is on this computer already; fetches nothing. Rejects only when the signal aborts. */
export async function installLocal(context: InstallContext): Promise<Result<Marker> | undefined> {
  const compiler = await wheelCompiler(context.env)
  if (!compiler) return undefined
  let last: Result<Marker> | undefined
  for (const way of [fromKept, ...(context.python ? [fromPython] : [])]) {
    last = await tryWay(way, compiler, context)
    if (last.ok || isFinal(last.failure)) return last
  }
  return last
}

/** Installs by the first way that works, from the cheapest. Rejects only when the signal aborts. */
export async function install(context: InstallContext): Promise<Result<Marker>> {
  const compiler = await wheelCompiler(context.env)
  const local = await installLocal(context)
  if (local && (local.ok || isFinal(local.failure))) return local

  let reason: Failure | undefined
  if (compiler) {
    const tried = await tryWay(fromWheels, compiler, context)
    if (tried.ok || isFinal(tried.failure)) return tried
    reason = tried.failure
  } else if (hasWheel) {
    reason = noCompiler().failure
  }
  if (!context.kit.hasOtherWays)
    return reason ? { ok: false, failure: reason } : unsupported(process.platform, process.arch)
  const official = await tryWay(fromOfficial, compiler, context)
  return official.ok || isOurs(official.failure) || !reason ? official : bothFailed(reason, official.failure)
}

/** Failures of this computer, with which no other way would fare better. */
const isOurs = ({ code }: Failure) => ['disk-full', 'no-permission', 'write-failed'].includes(code)

/** What was begun is to be gone on with, not to be given up for another way. */
const isFinal = (failure: Failure) => isOurs(failure) || ['damaged', 'certificate', 'no-network'].includes(failure.code)

/** Prepares, builds and tries out in a folder of its own, which becomes the installation by a rename at the very end. */
async function tryWay(way: Way, compiler: Compiler | undefined, context: InstallContext): Promise<Result<Marker>> {
  const { places, env, signal } = context
  let folder: string | undefined
  try {
    folder = await mkdtemp(join(places.root, 'installing-'))
    const prepared = await way(folder, context)
    if (!prepared.ok) return prepared
    const { source, libraries, more, headers } = prepared.value
    if (headers) {
      if (!compiler) return noCompiler()
      context.onStep({ en: 'Building the bridge to TensorFlow …', zh: '正在编译连接 TensorFlow 的组件……' })
      const built = await buildAddon(folder, { compiler, headers, libraries, env, signal })
      if (!built.ok) return built
    }
    context.onStep({ en: 'Trying TensorFlow out …', zh: '正在试运行 TensorFlow……' })
    const probed = await probe(folder, { ...env, ...(await loaderEnvironment(source, folder, env)) }, signal)
    if (!probed.ok) return probed
    const marker = await writeMarker(folder, { version: probed.value.version, source, libraries, more })
    await putInPlace(folder, places.installed)
    await rm(places.downloads, { recursive: true, force: true })
    return ok(marker)
  } catch (error) {
    signal.throwIfAborted()
    return writeFailure(error, places.root)
  } finally {
    if (folder) await rm(folder, { recursive: true, force: true })
  }
}

async function putInPlace(folder: string, place: string) {
  const old = `${dirname(place)}/replaced-${process.pid}-${Date.now()}`
  await rename(place, old).catch((error) => {
    if (codeOf(error) !== 'ENOENT') throw error
  })
  await rename(folder, place)
  await rm(old, { recursive: true, force: true })
}

/** Clears away what a process that was killed left behind. Only whoever holds the lock may. */
export async function clearLeftovers({ root }: Places): Promise<void> {
  const names = await readdir(root)
  const old = names.filter((name) => /^(installing|replaced)-/.test(name))
  await Promise.all(old.map((name) => rm(join(root, name), { recursive: true, force: true })))
}

/**
 * What the system's loader must be told to find the libraries that a source's own need.
 * @param folder of the installation
 */
export async function loaderEnvironment(
  source: Source,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<Record<string, string>> {
  const folders =
    source.kind === 'official' ? [] : await cudaFolders(source.kind === 'python' ? source.packages : folder)
  if (folders.length === 0) return {}
  return { LD_LIBRARY_PATH: [...folders, ...(env.LD_LIBRARY_PATH ? [env.LD_LIBRARY_PATH] : [])].join(':') }
}

/** The app was updated and wants another addon: the wheels' libraries of the old installation still serve. */
const fromKept: Way = async (folder, { places, kit }) => {
  const marker = await readMarker(places.installed)
  const libraries = Object.entries(marker?.files ?? {}).filter(([path]) => path !== addonPath)
  if (marker?.source.kind !== kit.source || !(await filesStand(places.installed, libraries)))
    return unpackFailed('there is no earlier installation')
  for (const [path] of libraries) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await link(join(places.installed, path), join(folder, path))
  }
  const headers = join(folder, 'deps', 'include')
  await cp(join(places.installed, 'deps', 'include'), headers, { recursive: true })
  const more = libraries.map(([path]) => path).filter((path) => !path.startsWith(libraryFolder))
  return ok({ source: marker.source, libraries: wheelLibraries, more, headers })
}

const fromPython: Way = async (folder, { python }) => {
  const library = join(folder, libraryFolder)
  await mkdir(library, { recursive: true })
  for (const name of wheelLibraries) await symlink(join(python!.folder, name), join(library, name))
  return ok({
    source: { kind: 'python', packages: python!.packages },
    libraries: wheelLibraries,
    headers: join(python!.folder, 'include'),
  })
}

const fromOfficial: Way = async (folder, { places, env, signal, onProgress }) => {
  const fetched = await fetchOfficial(folder, places.downloads, env, { signal, onProgress })
  return fetched.ok ? ok({ source: { kind: 'official' }, ...fetched.value }) : fetched
}
