import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { download, forgetDownload, hashOf, readNote } from './download.ts'
import { codeOf, damaged, unpackFailed } from './failures.ts'
import type { InstallContext, Way } from './install.ts'
import { bytesOf, placeOf } from './kit.ts'
import { askPip } from './pip.ts'
import type { Wheel } from './pip.ts'
import { wheelLibraries } from './python.ts'
import { unzip } from './unzip.ts'

/** Fetches a kit's wheels, all before the first is unpacked: what is fetched is kept when something breaks off. */
export const fromWheels: Way = async (folder, context) => {
  const { kit, signal, onStep } = context
  const files: { wheel: Wheel; path: string }[] = []
  for (const wheel of kit.wheels) {
    const file = await wheelFile(wheel, files.length, context)
    if (!file.ok) return file
    files.push({ wheel, path: file.value })
  }
  onStep({ en: 'Unpacking TensorFlow …', zh: '正在解压 TensorFlow……' })
  const unpacked: string[] = []
  for (const { wheel, path } of files) {
    try {
      unpacked.push(...(await unzip(path, folder, placeOf, signal)))
    } catch (error) {
      signal.throwIfAborted()
      if (codeOf(error)) throw error
      await forgetDownload(placeOfDownload(wheel, context))
      return unpackFailed((error as Error).message)
    }
  }
  const headers = join(folder, 'deps', 'include')
  const more = unpacked.filter((path) => path.startsWith('nvidia/'))
  return ok({ source: { kind: kit.source }, libraries: wheelLibraries, more, headers })
}

const placeOfDownload = ({ project, version }: Wheel, { places }: InstallContext) =>
  join(places.downloads, `${project}-${version}.whl`)

/**
 * The path of a whole wheel. One whose fetching was begun is not asked for again, unless it lies elsewhere by now.
 * @param index its place in the kit: those before it are there
 */
async function wheelFile(wheel: Wheel, index: number, context: InstallContext): Promise<Result<string>> {
  const { kit, env, signal, onProgress, onStep } = context
  const path = placeOfDownload(wheel, context)
  const before = bytesOf(kit.wheels.slice(0, index))
  const after = bytesOf(kit.wheels.slice(index + 1))
  const fetchFrom = async (url: string): Promise<Result<string>> => {
    const fetched = await download({ url, sha256: wheel.sha256 }, path, {
      reserve: after + kit.unpackedBytes,
      signal,
      onProgress({ received, secondsLeft }) {
        const share = wheel.bytes - received
        // The others come as fast as this one.
        const all = secondsLeft === undefined || share <= 0 ? undefined : (secondsLeft * (share + after)) / share
        onProgress({ received: before + received, total: bytesOf(kit.wheels), secondsLeft: all })
      },
    })
    return fetched.ok ? ok(path) : fetched
  }
  const begun = await readNote(path)
  if (begun) {
    const rest = await fetchFrom(begun.url)
    if (rest.ok || rest.failure.code !== 'not-there') return rest
  }
  if (index === 0) onStep({ en: 'Asking pip where TensorFlow is …', zh: '正在通过 pip 查询 TensorFlow 的下载地址……' })
  const asked = await askPip(wheel, env, signal)
  if (!asked.ok) return asked
  const url = asked.value
  return url.startsWith('file:') ? checkFile(fileURLToPath(url), wheel) : fetchFrom(url)
}

async function checkFile(path: string, { sha256 }: Wheel): Promise<Result<string>> {
  return (await hashOf(path)) === sha256 ? ok(path) : damaged(`the SHA-256 of ${path} differs`)
}
