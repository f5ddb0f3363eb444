import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { readFailure } from '../documents/failures.ts'

/** What files are called that can be read as images. */
export const imageName = /\.(jpe?g|jpe|jfif|png|webp|bmp|dib|gif|tiff?|avif)$/i

/** Above this a folder is not one of training images but, say, a whole disk. */
const maxImages = 2_000_000

/** A path as a person writes it behind a source's word: also from their home, also relative. */
export const pathOf = (argument: string): string =>
  resolve(/^~(?=$|[/\\])/.test(argument) ? join(homedir(), argument.slice(1)) : argument)

/** Folders in a folder, by name, in the order of their characters as Keras orders classes; hidden ones are left out. */
export async function listFolders(folder: string): Promise<Result<string[]>> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    const found: string[] = []
    for (const entry of entries) {
      if (isHidden(entry.name)) continue
      if (entry.isDirectory() || (entry.isSymbolicLink() && (await isFolder(join(folder, entry.name))))) {
        found.push(entry.name)
      }
    }
    return ok(found.sort(byCharacters))
  } catch (error) {
    return readFailure(error, folder)
  }
}

/**
 * Every image in a folder and the folders in it, as paths from `folder`, in the order of their characters. Each folder is
 * entered once, however links lead to it; one that may not be read is left out and named.
 */
export async function listImages(folder: string): Promise<Result<{ images: string[]; closed: string[] }>> {
  const images: string[] = []
  const closed: string[] = []
  const entered = new Set<string>()
  const waiting = ['']
  for (let inner = waiting.pop(); inner !== undefined; inner = waiting.pop()) {
    const path = join(folder, inner)
    let entries: Dirent[]
    try {
      const real = await realpath(path)
      if (entered.has(real)) continue
      entered.add(real)
      entries = await readdir(path, { withFileTypes: true })
    } catch (error) {
      if (inner === '') return readFailure(error, folder)
      closed.push(inner)
      continue
    }
    for (const entry of entries) {
      if (isHidden(entry.name)) continue
      const place = inner === '' ? entry.name : `${inner}/${entry.name}`
      if (entry.isDirectory()) waiting.push(place)
      else if (imageName.test(entry.name)) images.push(place)
      else if (entry.isSymbolicLink() && (await isFolder(join(folder, place)))) waiting.push(place)
    }
    if (images.length > maxImages) return tooMany(folder)
  }
  return ok({ images: images.sort(byCharacters), closed })
}

/** Also what macOS puts beside the files when it packs them. */
const isHidden = (name: string) => name.startsWith('.') || name === '__MACOSX'

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

export const byCharacters = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What to call a source by its path. */
export const titleOf = (path: string): string => basename(path) || path

export const tooMany = (folder: string) =>
  fail(
    'too-many-images',
    {
      en: `There are more than ${maxImages.toLocaleString('en-US')} images in ${folder}.`,
      zh: `${folder} 中的图像超过 ${maxImages.toLocaleString('en-US')} 张。`,
    },
    { en: 'Choose the folder of the training images alone.', zh: '请选择只含训练图像的文件夹。' },
  )
