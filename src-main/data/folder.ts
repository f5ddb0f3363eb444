import { join } from 'node:path'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'
import { filesSource, noImages } from './files.ts'
import type { Listed, ListedImage } from './files.ts'
import { listFolders, listImages, pathOf, titleOf } from './listing.ts'
import { splitByName, validationNames } from './split.ts'

/** A folder of images: one folder in it a class, or `train` and `val` with the same classes each. */
export const folder = filesSource(list)

const trainingNames = ['train', 'training']

async function list(argument: string): Promise<Result<Listed>> {
  if (argument === '') return noFolder
  const path = pathOf(argument)
  const folders = await listFolders(path)
  if (!folders.ok) return folders
  const named = (names: readonly string[]) =>
    names.flatMap((name) => folders.value.find((other) => other.toLowerCase() === name) ?? [])[0]
  const train = named(trainingNames)
  // A class may be called “train”, beside “bus”.
  const isParted =
    train !== undefined &&
    folders.value.every((name) => [...trainingNames, ...validationNames].includes(name.toLowerCase()))
  // The first of the names that is there is validated on.
  return isParted ? listParts(path, train, named(validationNames)) : listClasses(path, folders.value)
}

async function listClasses(path: string, names: readonly string[]): Promise<Result<Listed>> {
  const found = await imagesOf(path, names)
  if (!found.ok) return found
  const { images, classes, notes } = found.value
  if (images.length === 0) return noImages(path)
  return ok({ folder: path, title: titleOf(path), classes, ...splitByName(images), notes })
}

async function listParts(path: string, train: string, validation: string | undefined): Promise<Result<Listed>> {
  const trained = await imagesOfPart(path, train)
  if (!trained.ok) return trained
  const { images, classes, notes } = trained.value
  if (images.length === 0) return noImages(join(path, train))
  const listed = { folder: path, title: titleOf(path), classes, notes }
  if (validation === undefined) return ok({ ...listed, ...splitByName(images) })
  const held = await imagesOfPart(path, validation)
  if (!held.ok) return held
  const unknown = held.value.classes.find((name) => !classes.includes(name))
  if (unknown !== undefined) return unknownClass(path, { unknown, train, validation })
  const label = (image: ListedImage) => classes.indexOf(held.value.classes[image.label]!)
  if (held.value.images.length === 0) return ok({ ...listed, ...splitByName(images) })
  return ok({
    ...listed,
    train: images,
    validation: held.value.images.map((image) => ({ ...image, label: label(image) })),
    notes: [...notes, ...held.value.notes],
  })
}

async function imagesOfPart(path: string, part: string) {
  const names = await listFolders(join(path, part))
  return names.ok ? imagesOf(path, names.value, part) : names
}

/** Names from `path` on; a folder without images is no class. */
async function imagesOf(path: string, names: readonly string[], part?: string) {
  const images: ListedImage[] = []
  const classes: string[] = []
  const notes: Text[] = []
  for (const name of names) {
    const place = part === undefined ? name : `${part}/${name}`
    const found = await listImages(join(path, place))
    if (!found.ok) return found
    notes.push(...found.value.closed.map((inner) => mayNotRead(`${place}/${inner}`)))
    if (found.value.images.length === 0) {
      notes.push(emptyClass(place))
      continue
    }
    const label = classes.push(name) - 1
    for (const image of found.value.images) images.push({ name: `${place}/${image}`, label })
  }
  return ok({ images, classes, notes })
}

const emptyClass = (name: string): Text => ({
  en: `“${name}” has no images and is no class.`,
  zh: `“${name}”中没有图像，不作为类别。`,
})

const mayNotRead = (name: string): Text => ({
  en: `“${name}” may not be read and is left out.`,
  zh: `没有读取“${name}”的权限，已略过。`,
})

const noFolder = fail(
  'no-folder',
  { en: 'The folder of the images is missing.', zh: '缺少图像文件夹。' },
  {
    en: 'Write folder: and its path, for example folder:/home/me/flowers.',
    zh: '请写 folder: 加路径，例如 folder:/home/me/flowers。',
  },
)

const unknownClass = (
  path: string,
  { unknown, train, validation }: Record<'unknown' | 'train' | 'validation', string>,
) =>
  fail(
    'unknown-class',
    {
      en: `${validation}/ of ${path} has a class “${unknown}” that ${train}/ has not.`,
      zh: `${path} 的 ${validation}/ 中有类别“${unknown}”，而 ${train}/ 中没有。`,
    },
    { en: 'Let both have folders of the same names.', zh: '请让两者包含同名的文件夹。' },
  )
