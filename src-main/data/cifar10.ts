import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok } from '../../src-core/result.ts'
import type { Failure, Result } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'
import { readFailure } from '../documents/failures.ts'
import { pathOf } from './listing.ts'
import { countExamples, isImage, numbered } from './source.ts'
import type { DataSource, Part } from './source.ts'

const side = 32
/** A byte for the class, then all of red, all of green, all of blue. */
const recordBytes = 1 + 3 * side * side

const classes: Text[] = [
  { en: 'airplane', zh: '飞机' },
  { en: 'automobile', zh: '汽车' },
  { en: 'bird', zh: '鸟' },
  { en: 'cat', zh: '猫' },
  { en: 'deer', zh: '鹿' },
  { en: 'dog', zh: '狗' },
  { en: 'frog', zh: '蛙' },
  { en: 'horse', zh: '马' },
  { en: 'ship', zh: '船' },
  { en: 'truck', zh: '卡车' },
]

/** A folder with CIFAR-10's binary files: `data_batch_1.bin` and so on to train on, `test_batch.bin` to validate on. */
export const cifar10: DataSource = {
  async describe(argument, wanted) {
    const files = await findFiles(argument)
    if (!files.ok) return files
    const train = await readRecords(files.value.train)
    if (!train.ok) return train
    const validation = await readRecords(files.value.validation)
    if (!validation.ok) return validation
    const labels = { train: labelsOf(train.value), validation: labelsOf(validation.value) }
    return ok({
      title: { en: 'CIFAR-10', zh: 'CIFAR-10' },
      shape: [side, side, 3],
      otherShapes: wanted && isImage(wanted.shape) ? [[...wanted.shape]] : [[side, side, 1]],
      classes,
      ...countExamples(labels, classes.length),
      notes: [],
    })
  },

  async load(argument) {
    const files = await findFiles(argument)
    if (!files.ok) return files
    const parts: Part[] = []
    for (const paths of [files.value.train, files.value.validation]) {
      const read = await readRecords(paths)
      if (!read.ok) return read
      parts.push({
        origin: { kind: 'bytes', height: side, width: side, channels: 3, pixels: interleaved(read.value) },
        labels: labelsOf(read.value),
        name: numbered,
      })
    }
    return ok({ train: parts[0]!, validation: parts[1]! })
  },
}

/** In the folder itself, or in the one that its archive unpacks to. */
async function findFiles(argument: string): Promise<Result<{ train: string[]; validation: string[] }>> {
  if (argument === '') return noFolder
  const path = pathOf(argument)
  try {
    let folder = path
    let names = await readdir(folder)
    if (names.includes('cifar-10-batches-bin')) names = await readdir((folder = join(path, 'cifar-10-batches-bin')))
    const train = names.filter((name) => /^data_batch_\d+\.bin$/.test(name)).sort()
    const validation = names.filter((name) => name === 'test_batch.bin')
    if (train.length === 0 || validation.length === 0) return missing(path)
    const inside = (all: string[]) => all.map((name) => join(folder, name))
    return ok({ train: inside(train), validation: inside(validation) })
  } catch (error) {
    return readFailure(error, path)
  }
}

/** Records of all the files, one after another. */
async function readRecords(paths: readonly string[]): Promise<Result<Buffer>> {
  const read: Buffer[] = []
  for (const path of paths) {
    try {
      const { size } = await stat(path)
      if (size === 0 || size % recordBytes !== 0) return damaged(path)
      const records = await readFile(path)
      for (let at = 0; at < records.length; at += recordBytes) if (records[at]! >= classes.length) return damaged(path)
      read.push(records)
    } catch (error) {
      return readFailure(error, path)
    }
  }
  return ok(Buffer.concat(read))
}

const labelsOf = (records: Buffer) =>
  Int32Array.from({ length: records.length / recordBytes }, (_, index) => records[index * recordBytes]!)

/** Red, green and blue of each pixel side by side. */
function interleaved(records: Buffer): Uint8Array {
  const plane = side * side
  const count = records.length / recordBytes
  const pixels = new Uint8Array(count * 3 * plane)
  for (let index = 0, to = 0; index < count; index++) {
    const from = index * recordBytes + 1
    for (let place = 0; place < plane; place++) {
      pixels[to++] = records[from + place]!
      pixels[to++] = records[from + plane + place]!
      pixels[to++] = records[from + 2 * plane + place]!
    }
  }
  return pixels
}

const missing = (path: string) =>
  fail(
    'data-missing',
    { en: `${path} does not hold CIFAR-10’s binary files.`, zh: `${path} 中没有 CIFAR-10 的二进制文件。` },
    {
      en: 'They are data_batch_1.bin to data_batch_5.bin and test_batch.bin, from the “binary version”.',
      zh: '应为二进制版本中的 data_batch_1.bin 至 data_batch_5.bin 和 test_batch.bin。',
    },
  )

const damaged = (path: string): { ok: false; failure: Failure } =>
  fail(
    'data-damaged',
    {
      en: `${path} is damaged: it is not made of CIFAR-10’s records of ${recordBytes} bytes.`,
      zh: `${path} 已损坏：内容不是 CIFAR-10 的 ${recordBytes} 字节记录。`,
    },
    { en: 'Put an undamaged copy in its place.', zh: '请换上完好的文件。' },
  )

const noFolder = fail(
  'no-folder',
  { en: 'The folder of CIFAR-10’s files is missing.', zh: '缺少 CIFAR-10 文件所在的文件夹。' },
  {
    en: 'Write cifar10: and its path, for example cifar10:/home/me/cifar-10-batches-bin.',
    zh: '请写 cifar10: 加路径，例如 cifar10:/home/me/cifar-10-batches-bin。',
  },
)
