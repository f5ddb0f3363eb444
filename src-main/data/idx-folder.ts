import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { DataFacts } from '../../src-core/training/data.ts'
import { same } from '../../src-core/text.ts'
import { readFailure } from '../documents/failures.ts'
import { readIdx, readIdxShape } from './idx.ts'
import { pathOf, titleOf } from './listing.ts'
import { countExamples, isImage, numbered } from './source.ts'
import type { DataDescription, DataSource, Part, Parts, Size } from './source.ts'

/** What the two parts' files are called. */
export interface IdxFiles {
  train: { images: string; labels: string }
  validation: { images: string; labels: string }
}

/** A folder with the four files in which MNIST comes, and Fashion-MNIST, KMNIST and EMNIST after it. */
export const idx: DataSource = {
  async describe(argument, wanted) {
    const folder = await findFiles(argument)
    if (!folder.ok) return folder
    const { path, files } = folder.value
    const shape = await readIdxShape(join(path, files.train.images), 3)
    if (!shape.ok) return shape
    const [, height, width] = shape.value
    const labels = await readLabels(path, files)
    if (!labels.ok) return labels
    const { train, validation } = labels.value
    const classes = 1 + [...train, ...validation].reduce((most, label) => Math.max(most, label), 1)
    const facts = {
      title: same(titleOf(path)),
      shape: [height!, width!, 1],
      otherShapes: wanted && isImage(wanted.shape) ? [[...wanted.shape]] : [[height!, width!, 3]],
      classes: Array.from({ length: classes }, (_, label) => same(String(label))),
    }
    return describeLabelled(path, files, { facts, labels: labels.value })
  },

  async load(argument) {
    const folder = await findFiles(argument)
    return folder.ok ? loadIdx(folder.value.path, folder.value.files) : folder
  },
}

export async function describeIdx(folder: string, files: IdxFiles, facts: DataFacts): Promise<Result<DataDescription>> {
  const labels = await readLabels(folder, files)
  return labels.ok ? describeLabelled(folder, files, { facts, labels: labels.value }) : labels
}

async function describeLabelled(
  folder: string,
  files: IdxFiles,
  { facts, labels }: { facts: DataFacts; labels: Labels },
): Promise<Result<DataDescription>> {
  for (const part of ['train', 'validation'] as const) {
    const shape = await readIdxShape(join(folder, files[part].images), 3)
    if (!shape.ok) return shape
    if (shape.value[0] !== labels[part].length) return unequal(join(folder, files[part].labels))
  }
  return ok({ ...facts, ...countExamples(labels, facts.classes.length), notes: [] })
}

/** @param padTo a larger size, in whose middle every image is put */
export async function loadIdx(folder: string, files: IdxFiles, padTo?: Size): Promise<Result<Parts>> {
  const parts: Part[] = []
  for (const { images, labels } of [files.train, files.validation]) {
    const pixels = await readIdx(join(folder, images), 3)
    if (!pixels.ok) return pixels
    const classes = await readIdx(join(folder, labels), 1)
    if (!classes.ok) return classes
    const [count, height, width] = pixels.value.shape as [number, number, number]
    if (count !== classes.value.data.length) return unequal(join(folder, labels))
    parts.push({
      origin: { kind: 'bytes', height, width, channels: 1, pixels: pixels.value.data, padTo },
      labels: Int32Array.from(classes.value.data),
      name: numbered,
    })
  }
  return ok({ train: parts[0]!, validation: parts[1]! })
}

type Labels = Record<keyof IdxFiles, Uint8Array>

async function readLabels(folder: string, files: IdxFiles): Promise<Result<Labels>> {
  const train = await readIdx(join(folder, files.train.labels), 1)
  if (!train.ok) return train
  const validation = await readIdx(join(folder, files.validation.labels), 1)
  return validation.ok ? ok({ train: train.value.data, validation: validation.value.data }) : validation
}

/** Finds the four files however the two parts are called, packed with dots or dashes. */
async function findFiles(argument: string): Promise<Result<{ path: string; files: IdxFiles }>> {
  if (argument === '') return noFolder
  const path = pathOf(argument)
  let names: string[]
  try {
    names = (await readdir(path)).sort()
  } catch (error) {
    return readFailure(error, path)
  }
  const find = (part: RegExp, what: RegExp) =>
    names.find((name) => part.test(name) && what.test(name) && !/\.(gz|zip)$/i.test(name))
  const [trained, held] = [/train/i, /^(t10k|test|val)|[-_.](t10k|test|val)/i]
  const [images, labels] = [/images.?idx3/i, /labels.?idx1/i]
  const four = [find(trained, images), find(trained, labels), find(held, images), find(held, labels)]
  if (four.some((name) => name === undefined))
    return missing(
      path,
      names.some((name) => /idx[13].*\.(gz|zip)$/i.test(name)),
    )
  const [trainImages, trainLabels, heldImages, heldLabels] = four as string[]
  return ok({
    path,
    files: {
      train: { images: trainImages!, labels: trainLabels! },
      validation: { images: heldImages!, labels: heldLabels! },
    },
  })
}

const example = 'train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte'

const missing = (path: string, isPacked: boolean) =>
  fail(
    'data-missing',
    { en: `${path} does not hold the four files of an IDX dataset.`, zh: `${path} 中没有 IDX 数据集所需的四个文件。` },
    isPacked
      ? { en: 'Unpack the .gz files there.', zh: '请先解压其中的 .gz 文件。' }
      : { en: `They are called ${example}.`, zh: `文件名应为 ${example}。` },
  )

const unequal = (path: string) =>
  fail(
    'data-damaged',
    { en: `${path} does not have one label an image.`, zh: `${path} 中的标签数与图像数不一致。` },
    { en: 'Put an undamaged copy in its place.', zh: '请换上完好的文件。' },
  )

const noFolder = fail(
  'no-folder',
  { en: 'The folder of the IDX files is missing.', zh: '缺少 IDX 文件所在的文件夹。' },
  {
    en: 'Write idx: and its path, for example idx:/home/me/fashion.',
    zh: '请写 idx: 加路径，例如 idx:/home/me/fashion。',
  },
)
