import { existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { runProgram } from './child.ts'
import { download } from './download.ts'
import type { DownloadOptions } from './download.ts'
import { unpackFailed, unsupported } from './failures.ts'
import { addonVersion, libraryFolder } from './installed.ts'
import { addonPath } from './load.ts'

/** What tfjs-node's own install script fetches for a kind of computer. Always the CPU's: its GPU build wants CUDA 11.2. */
interface OfficialBuild {
  /** The archive of TensorFlow's C library, under the host. */
  library: string
  /** The archive of the ready-made addon; where there is none the addon has to be compiled. */
  addon?: string
  /** As the archive names them; the addon of Windows wants its library beside it. */
  files: readonly string[]
}

const prefix = 'tensorflow/libtensorflow/libtensorflow-cpu'
const macFiles = ['libtensorflow.2.dylib', 'libtensorflow_framework.2.dylib']
const linuxFiles = ['libtensorflow.so.2', 'libtensorflow_framework.so.2']
const builds: Readonly<Record<string, OfficialBuild>> = {
  'linux-x64': { library: `${prefix}-linux-x86_64-2.9.1.tar.gz`, addon: 'CPU-linux', files: linuxFiles },
  'linux-arm64': { library: 'tf-builds/libtensorflow_r2_7_linux_arm64.tar.gz', files: linuxFiles },
  'darwin-x64': { library: `${prefix}-darwin-x86_64-2.9.1.tar.gz`, addon: 'CPU-darwin', files: macFiles },
  'darwin-arm64': { library: 'tf-builds/libtensorflow_r2_7_darwin_arm64_cpu.tar.gz', files: macFiles },
  'win32-x64': { library: `${prefix}-windows-x86_64-2.9.1.zip`, addon: 'CPU-windows', files: [] },
}

export const officialBuild = (platform = process.platform, arch: string = process.arch): OfficialBuild | undefined =>
  builds[`${platform}-${arch}`]

/** About what the two archives take, said before they are asked for. */
export const officialBytes = 110_000_000
/** Bytes of the unpacked library, and some more. */
const unpackedBytes = 450_000_000

export interface OfficialFiles {
  libraries: readonly string[]
  /** Given where the addon has yet to be compiled. */
  headers?: string
}

/**
 * Fetches TensorFlow's official libraries and addon into a folder, the way of tfjs-node's install script, from the host
 * that its variables name. The archives come without hashes: they are trusted as far as the host's certificate is.
 */
export async function fetchOfficial(
  folder: string,
  downloads: string,
  env: NodeJS.ProcessEnv,
  options: Omit<DownloadOptions, 'reserve'>,
): Promise<Result<OfficialFiles>> {
  const build = officialBuild()
  if (!build) return unsupported(process.platform, process.arch)
  const host = env.TFJS_NODE_CDN_STORAGE ?? env.CDN_STORAGE ?? 'https://storage.googleapis.com/'
  const archives = [{ url: `${host}${build.library}`, into: dirname(libraryFolder), reserve: unpackedBytes }]
  if (build.addon) archives.push({ url: host + addonAddress(build.addon), into: 'lib', reserve: 0 })
  for (const { url, into, reserve } of archives) {
    const path = join(downloads, url.split('/').at(-1)!)
    const fetched = await download({ url }, path, { retryAfter: [1_000, 2_000], ...options, reserve })
    if (!fetched.ok) return fetched
    const unpacked = await unpack(path, join(folder, into), env, options.signal)
    if (!unpacked.ok) return unpacked
  }
  if (process.platform === 'win32') await moveBesideAddon(folder)
  const missing = build.files.find((name) => !existsSync(join(folder, libraryFolder, name)))
  if (missing) return unpackFailed(`${missing} is not in it`)
  return ok({ libraries: build.files, headers: build.addon ? undefined : join(folder, 'deps', 'include') })
}

function addonAddress(name: string) {
  const version = addonVersion()
  // node-pre-gyp's archives are gzipped tar files, even where they are named otherwise.
  const extension = process.platform === 'win32' ? 'zip' : 'tar.gz'
  return `tf-builds/pre-built-binary/napi-v8/${version}/${name}-${version}.${extension}`
}

/** Every system that tfjs-node has builds for brings a `tar`; that of Windows reads zip files as well. */
async function unpack(path: string, into: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<Result<void>> {
  await mkdir(into, { recursive: true })
  const { status, stderr, error } = await runProgram(['tar', '-xf', path, '-C', into], { env, signal })
  signal.throwIfAborted()
  return status === 0 ? ok(undefined) : unpackFailed(error ?? stderr.trim().split('\n')[0] ?? '')
}

/** Windows looks for a library beside the file that wants it; some of the archives have it at their top. */
async function moveBesideAddon(folder: string) {
  const name = 'tensorflow.dll'
  const places = [join(folder, libraryFolder), join(folder, dirname(libraryFolder))]
  for (const place of places)
    if (existsSync(join(place, name))) await rename(join(place, name), join(folder, dirname(addonPath), name))
}
