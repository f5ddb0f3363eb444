import { readFile, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { z } from 'zod'
import { writeAtomic } from '../documents/write-atomic.ts'
import { addonPath } from './load.ts'

/** The release whose C interface the addon is compiled against, and that the tests' Python has. */
export const tensorflowVersion = '2.19.1'

/** Where the installation's libraries lie in its folder; the addon looks for them there. */
export const libraryFolder = join('deps', 'lib')

/** The folders of TensorFlow in the cache. */
export interface Places {
  /** Everything of TensorFlow, so that a person who wants the space back can delete it. */
  root: string
  /** The finished installation; it comes into being by a rename. */
  installed: string
  /** What is being fetched. */
  downloads: string
}

/** @param folder everything of it, in the cache */
export function placesIn(cache: string, folder: string): Places {
  const root = join(cache, folder)
  return {
    root,
    // A home that two kinds of computer share holds an installation for each.
    installed: join(root, `${process.platform}-${process.arch}`),
    downloads: join(root, 'downloads'),
  }
}

/** Where the native libraries came from. */
export const Source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('wheel') }),
  /** With NVIDIA's libraries beside it, in the installation's own folder. */
  z.object({ kind: z.literal('gpu-wheels') }),
  /** Linked, not copied; `packages` is the site-packages folder that holds `tensorflow`. */
  z.object({ kind: z.literal('python'), packages: z.string() }),
  /** What tfjs-node's own install script fetches: an older TensorFlow. */
  z.object({ kind: z.literal('official') }),
])
export type Source = z.output<typeof Source>

/** The file that is written last of all: an installation without it, or whose files differ from it, is none. */
const Marker = z.object({
  format: z.literal(1),
  /** As the library itself says. */
  version: z.string(),
  /** The version of tfjs-node-gpu whose addon this is. */
  addon: z.string(),
  source: Source,
  /** Bytes of every file that loading needs, by path in the folder; links are followed. */
  files: z.record(z.string(), z.number()),
})
export type Marker = z.output<typeof Marker>

const markerName = 'installed.json'

/**
 * The installation in a folder, if it is whole: each file that the marker names is there with its size, and the addon
 * is that of the app's tfjs-node. Costs a few stat calls, so that every start can ask.
 */
export async function readInstallation(folder: string): Promise<Marker | undefined> {
  const marker = await readMarker(folder)
  if (!marker || marker.addon !== addonVersion()) return undefined
  return (await filesStand(folder, Object.entries(marker.files))) ? marker : undefined
}

/** The marker alone, of whatever addon. */
export async function readMarker(folder: string): Promise<Marker | undefined> {
  try {
    return Marker.parse(JSON.parse(await readFile(join(folder, markerName), 'utf8')))
  } catch {
    return undefined
  }
}

export async function filesStand(folder: string, files: [path: string, bytes: number][]): Promise<boolean> {
  const sizes = await Promise.all(files.map(([path]) => stat(join(folder, path)).catch(() => undefined)))
  return files.every(([, bytes], index) => sizes[index]?.size === bytes)
}

/** Declares a folder whole: the last thing written before it is renamed into place. */
export async function writeMarker(
  folder: string,
  facts: { version: string; source: Source; libraries: readonly string[]; more?: readonly string[] },
): Promise<Marker> {
  const paths = [addonPath, ...facts.libraries.map((name) => join(libraryFolder, name)), ...(facts.more ?? [])]
  const files = Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, (await stat(join(folder, path))).size] as const)),
  )
  const marker: Marker = { format: 1, version: facts.version, addon: addonVersion(), source: facts.source, files }
  await writeAtomic(join(folder, markerName), `${JSON.stringify(marker, undefined, 2)}\n`)
  return marker
}

/** Of the app's own tfjs-node-gpu, whose JavaScript and addon must be of one version. */
export const addonVersion = (): string =>
  (createRequire(import.meta.url)('@tensorflow/tfjs-node-gpu/package.json') as { version: string }).version
