import { join } from 'node:path'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { Wanted } from '../../src-core/training/data.ts'
import { same } from '../../src-core/text.ts'
import type { Text } from '../../src-core/text.ts'
import { measureImage } from './decode.ts'
import { countExamples, isImage } from './source.ts'
import type { DataDescription, DataSource, Part, Parts } from './source.ts'

/** An image file with its class. */
export interface ListedImage {
  /** Its path from the source's folder. */
  name: string
  label: number
}

/** Image files of any size, found in a folder or a list. */
export interface Listed {
  /** Where names begin. */
  folder: string
  title: string
  classes: string[]
  train: ListedImage[]
  validation: ListedImage[]
  notes: Text[]
}

/** Side of images where nothing else says any. */
const sides = { least: 32, most: 224 }
/** A class with fewer training images than this is hardly learned. */
const few = 10

/** A source of image files, by how they are found. */
export const filesSource = (list: (argument: string) => Promise<Result<Listed>>): DataSource => ({
  async describe(argument, wanted) {
    const listed = await list(argument)
    return listed.ok ? describeFiles(listed.value, wanted) : listed
  },
  async load(argument) {
    const listed = await list(argument)
    return listed.ok ? partsOf(listed.value) : listed
  },
})

async function describeFiles(listed: Listed, wanted?: Wanted): Promise<Result<DataDescription>> {
  const problem = unusable(listed)
  if (problem) return problem
  const { train, validation, classes } = listed
  const [height, width, channels] = wanted && isImage(wanted.shape) ? wanted.shape : await usualShape(listed)
  const counts = countExamples({ train: labelsOf(train), validation: labelsOf(validation) }, classes.length)
  return ok({
    title: same(listed.title),
    shape: [height!, width!, channels!],
    otherShapes: [[height!, width!, channels === 1 ? 3 : 1]],
    classes: classes.map(same),
    ...counts,
    notes: [...listed.notes, ...notesOn(classes, counts.balance)],
  })
}

const partsOf = (listed: Listed): Result<Parts> =>
  unusable(listed) ?? ok({ train: partOf(listed, listed.train), validation: partOf(listed, listed.validation) })

const partOf = ({ folder }: Listed, images: ListedImage[]): Part => ({
  origin: { kind: 'files', paths: images.map(({ name }) => join(folder, name)) },
  labels: Int32Array.from(labelsOf(images)),
  name: (index) => images[index]!.name,
})

const labelsOf = (images: readonly ListedImage[]) => images.map(({ label }) => label)

/** Grey where all images looked at are, and as large as most of them. */
async function usualShape({ folder, train }: Listed): Promise<number[]> {
  const looks = Math.min(train.length, 16)
  const measured = await Promise.allSettled(
    Array.from({ length: looks }, (_, i) =>
      measureImage(join(folder, train[Math.floor((i * train.length) / looks)]!.name)),
    ),
  )
  const images = measured.flatMap((look) => (look.status === 'fulfilled' ? [look.value] : []))
  const shorter = images.map(({ width, height }) => Math.min(width, height)).sort((a, b) => a - b)
  const usual = shorter[Math.floor(shorter.length / 2)] ?? sides.most
  const side = Math.min(Math.max(usual, sides.least), sides.most)
  return [side, side, images.length > 0 && images.every(({ isGrey }) => isGrey) ? 1 : 3]
}

function unusable({ folder, classes, train, validation }: Listed) {
  if (train.length + validation.length === 0) return noImages(folder)
  if (classes.length < 2) return oneClass(folder, classes[0]!)
  if (train.length === 0) return noImages(folder)
  if (validation.length === 0) return nothingToValidate(folder)
  return undefined
}

function notesOn(classes: readonly string[], balance: DataDescription['balance']): Text[] {
  const notes: Text[] = []
  const small = classes.filter((_, label) => balance.train[label]! < few)
  if (small.length > 0) {
    const names = small.slice(0, 5).join(', ') + (small.length > 5 ? ', …' : '')
    notes.push({
      en: `Fewer than ${few} training images: ${names}.`,
      zh: `训练图像少于 ${few} 张的类别：${names}。`,
    })
  }
  const [least, most] = [Math.min(...balance.train), Math.max(...balance.train)]
  if (least > 0 && most > 5 * least) {
    const [rare, common] = [least, most].map((count) => classes[balance.train.indexOf(count)])
    notes.push({
      en: `“${common}” has ${most} training images, “${rare}” only ${least}: consider class weights.`,
      zh: `“${common}”有 ${most} 张训练图像，而“${rare}”只有 ${least} 张：可考虑使用类别权重。`,
    })
  }
  return notes
}

export const noImages = (folder: string) =>
  fail(
    'no-images',
    { en: `There are no training images in ${folder}.`, zh: `${folder} 中没有训练图像。` },
    {
      en: 'Put the images of each class in a folder of its own there: cats/1.jpg, dogs/1.jpg. JPEG, PNG, WebP, BMP, GIF, TIFF and AVIF are read.',
      zh: '请在其中为每个类别建一个文件夹存放图像，例如 cats/1.jpg、dogs/1.jpg。支持 JPEG、PNG、WebP、BMP、GIF、TIFF 和 AVIF。',
    },
  )

const oneClass = (folder: string, name: string) =>
  fail(
    'one-class',
    {
      en: `All images in ${folder} are of one class, “${name}”: there is nothing to tell apart.`,
      zh: `${folder} 中的图像都属于同一个类别“${name}”，没有可区分的内容。`,
    },
    {
      en: 'Choose a folder with a folder for each of at least two classes.',
      zh: '请选择至少包含两个类别文件夹的文件夹。',
    },
  )

const nothingToValidate = (folder: string) =>
  fail(
    'no-validation-images',
    {
      en: `No image of ${folder} is left to validate on: every class has a single one.`,
      zh: `${folder} 中没有可用于验证的图像：每个类别只有一张。`,
    },
    {
      en: 'Add images, or a folder val/ beside train/ with images of the same classes.',
      zh: '请增加图像，或在 train/ 旁添加含相同类别图像的 val/ 文件夹。',
    },
  )
