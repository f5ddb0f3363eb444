import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inOrder, readBatch } from './batches.ts'
import { parseTable } from './csv.ts'
import { absoluteSource, describeData, loadData } from './registry.ts'
import { splitByName } from './split.ts'

let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'layerloom 数据-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

const grey = (value: number) =>
  sharp({ create: { width: 12, height: 8, channels: 3, background: { r: value, g: value, b: value } } })
    .png()
    .toBuffer()

/** Writes images of one value each, and other files as they are. */
async function make(name: string, files: Record<string, number | string>): Promise<string> {
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, name, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, typeof content === 'number' ? await grey(content) : content)
  }
  return join(root, name)
}
const many = (folder: string, count: number, value: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${folder}/${i}.png`, value]))

async function described(text: string) {
  const found = await describeData(text, { shape: [8, 8, 3], classes: 2 })
  if (!found.ok) throw new Error(found.failure.message.en)
  return found.value
}
const names = (classes: readonly { en: string }[]) => classes.map(({ en }) => en)

describe('a folder', () => {
  test('with a folder a class, in the order of their characters; a fifth of each is held out', async () => {
    const path = await make('plain', {
      ...many('zebra', 20, 1),
      ...many('苹果 apple', 10, 2),
      ...many('Ant/inner', 5, 3),
    })
    expect(await described(`folder:${path}`)).toMatchObject({
      title: { en: 'plain' },
      shape: [8, 8, 3],
      otherShapes: [[8, 8, 1]],
      train: 28,
      validation: 7,
      balance: { train: [4, 16, 8], validation: [1, 4, 2] },
    })
    expect(names((await described(`folder:${path}`)).classes)).toEqual(['Ant', 'zebra', '苹果 apple'])
  })

  test.each(['val', 'valid', 'validation', 'test', 'Val'])('with train and %s', async (part) => {
    const path = await make(`parted ${part}`, {
      ...many('train/a', 3, 10),
      ...many('train/b', 4, 20),
      ...many(`${part}/b`, 2, 30),
    })
    expect(await described(`folder:${path}`)).toMatchObject({ balance: { train: [3, 4], validation: [0, 2] } })
  })

  test('with train alone is split; a class may be called train', async () => {
    const alone = await make('alone', { ...many('train/a', 10, 1), ...many('train/b', 10, 1) })
    expect(await described(`folder:${alone}`)).toMatchObject({ train: 16, validation: 4 })
    const vehicles = await make('vehicles', { ...many('train', 10, 1), ...many('bus', 10, 1) })
    expect(names((await described(`folder:${vehicles}`)).classes)).toEqual(['bus', 'train'])
  })

  test('says what is odd: a class without images, one with few, one with many more than another', async () => {
    const path = await make('odd', {
      ...many('a', 100, 1),
      ...many('b', 5, 2),
      'c/readme.txt': 'no image',
      '.hidden/x.png': 1,
      '__MACOSX/y.png': 1,
    })
    const { classes, notes } = await described(`folder:${path}`)
    expect(names(classes)).toEqual(['a', 'b'])
    expect(notes.map(({ en }) => en)).toEqual([
      '“c” has no images and is no class.',
      'Fewer than 10 training images: b.',
      '“a” has 80 training images, “b” only 4: consider class weights.',
    ])
  })

  test('is entered once wherever its links lead', async () => {
    const path = await make('linked', { ...many('a', 5, 1), ...many('b', 5, 1) })
    await symlink(path, join(path, 'a', 'up'))
    await symlink(join(path, 'b'), join(path, 'a', 'other'))
    await symlink(join(path, 'a', 'self'), join(path, 'a', 'self'))
    const { balance } = await described(`folder:${path}`)
    // From a, b's five are reached too, and through the way up each of those again but once.
    expect(balance.train.map((count, i) => count + balance.validation[i]!)).toEqual([10, 5])
  })

  test.each([
    ['', 'no-folder'],
    ['nowhere', 'not-found'],
    ['empty', 'no-images'],
    ['flat', 'no-images'],
    ['single', 'one-class'],
    ['lonely', 'no-validation-images'],
    ['strange', 'unknown-class'],
  ])('“%s” is refused with a sentence: %s', async (name, code) => {
    await mkdir(join(root, 'empty'), { recursive: true })
    await make('flat', { '1.png': 1, '2.png': 2 })
    await make('single', many('only', 9, 1))
    await make('lonely', { 'a/1.png': 1, 'b/1.png': 1 })
    await make('strange', { ...many('train/a', 2, 1), ...many('train/b', 2, 1), ...many('val/c', 2, 1) })
    const text = `folder:${name && join(root, name)}`
    expect(await describeData(text)).toMatchObject({ ok: false, failure: { code } })
    expect(await loadData(text, { shape: [8, 8, 3], classes: 2 })).toMatchObject({ ok: false, failure: { code } })
  })

  test('that may not be read is left out and named', async ({ skip }) => {
    if (process.getuid?.() === 0) skip('root reads everything')
    const path = await make('closed', { ...many('a', 5, 1), ...many('b', 5, 1), ...many('b/inner', 5, 1) })
    await chmod(join(path, 'b/inner'), 0)
    const { balance, notes } = await described(`folder:${path}`)
    await chmod(join(path, 'b/inner'), 0o755)
    expect(balance.train).toEqual([4, 4])
    expect(notes[0]!.en).toContain('b/inner')
  })
})

describe('a table', () => {
  test.each([
    ['commas and a header', 'path,label\na/1.png,cat\na/2.png,dog\n'],
    ['no header', 'a/1.png,cat\na/2.png,dog'],
    [
      'semicolons, Windows’ ends of lines and a byte order mark',
      '\uFEFFfile;class\r\na\\1.png;cat\r\na\\2.png;dog\r\n',
    ],
    ['tabs and quotes', '"a/1.png"\t"cat"\n\n"a/2.png"\tdog\n'],
  ])('with %s', async (_, text) => {
    const path = await make('table', { 'a/1.png': 1, 'a/2.png': 2, 'list.csv': text })
    const read = await describeData(`csv:${join(path, 'list.csv')}`)
    // One image a class: nothing is left to validate on.
    expect(read).toMatchObject({ ok: false, failure: { code: 'no-validation-images' } })
  })

  test('with classes as numbers, in their order, and a third column for the part', async () => {
    const rows = Array.from({ length: 12 }, (_, i) => `a/${i}.png,${i},${i < 6 ? 'train' : 'val'}`)
    const again = rows.map((row, i) => `a/${i}.png,${i},${i < 6 ? 'val' : 'train'}`)
    const path = await make('numbers', {
      ...many('a', 12, 1),
      'list.csv': ['path,label,split', ...rows, ...again].join('\n'),
    })
    const { classes, train, validation } = await described(`csv:${join(path, 'list.csv')}`)
    expect(names(classes)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11'])
    expect([train, validation]).toEqual([12, 12])
  })

  test('with a row that says no class is refused by its line', async () => {
    const path = await make('short', { 'list.csv': 'path,label\na.png,cat\nb.png\n' })
    const read = await describeData(`csv:${join(path, 'list.csv')}`)
    expect(read).toMatchObject({ ok: false, failure: { code: 'odd-row' } })
    expect(!read.ok && read.failure.message.en).toContain('Line 3')
  })

  test('is parsed as RFC 4180 says', () => {
    expect(parseTable('"a ""b"", c.png",x\n"two\nlines.png",y').map(({ cells }) => cells)).toEqual([
      ['a "b", c.png', 'x'],
      ['two\nlines.png', 'y'],
    ])
  })
})

describe('images that cannot be read', () => {
  test('are named; a training batch has others in their places, a validation batch is smaller', async () => {
    const path = await make('damaged', {
      ...many('train/a', 3, 51),
      ...many('train/b', 3, 102),
      ...many('val/a', 2, 153),
      ...many('val/b', 2, 204),
      'train/b/1.png': 'no image at all',
      'val/a/0.png': '',
    })
    await symlink(join(path, 'nowhere.png'), join(path, 'train/a/lost.png'))
    const loaded = await loadData(`folder:${path}`, { shape: [4, 4, 1], classes: 2 })
    if (!loaded.ok) throw new Error(loaded.failure.message.en)
    const { train, validation } = loaded.value
    const trained = await readBatch(train, { order: inOrder(train.count), batchSize: 10, batch: 0 })
    // a: 0, 1, 2, lost; b: 0, 1 (damaged), 2. In their places the next: b/0 and b/2.
    expect([...trained.labels]).toEqual([0, 0, 0, 1, 1, 1, 1])
    expect(trained.images.filter((_, place) => place % 16 === 0).map((value) => Math.round(value * 255))).toEqual(
      Float32Array.from([51, 51, 51, 102, 102, 102, 102]),
    )
    const held = await readBatch(validation, { order: inOrder(validation.count), batchSize: 10, batch: 0 })
    expect(held.count).toBe(3)
    expect([...held.labels]).toEqual([0, 1, 1])
    expect(held.images).toHaveLength(3 * 16)
    expect(loaded.value.skipped.map(({ name, reason }) => [name, reason.en]).sort()).toEqual([
      ['train/a/lost.png', 'the file is not there'],
      ['train/b/1.png', 'it is not an image that can be read'],
      ['val/a/0.png', 'the file is empty'],
    ])
  })

  test('may be all of them', async () => {
    const path = await make('hopeless', { 'train/a/1.png': 'x', 'train/b/1.png': 'y', 'val/a/1.png': 1 })
    const loaded = await loadData(`folder:${path}`, { shape: [4, 4, 1], classes: 2 })
    if (!loaded.ok) throw new Error(loaded.failure.message.en)
    const { train } = loaded.value
    expect((await readBatch(train, { order: inOrder(2), batchSize: 2, batch: 0 })).count).toBe(0)
  })

  test('may be bombs: a small file of 256 million pixels', async () => {
    const bomb = await sharp({ create: { width: 16_000, height: 16_000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer()
    const path = await make('bomb', { ...many('train/b', 1, 1), 'val/b/1.png': 1 })
    await mkdir(join(path, 'train/a'))
    await writeFile(join(path, 'train/a/bomb.png'), bomb)
    const loaded = await loadData(`folder:${path}`, { shape: [4, 4, 3], classes: 2 })
    if (!loaded.ok) throw new Error(loaded.failure.message.en)
    await readBatch(loaded.value.train, { order: inOrder(2), batchSize: 2, batch: 0 })
    expect(loaded.value.skipped.map(({ name, reason }) => [name, reason.en])).toEqual([
      ['train/a/bomb.png', 'it has more than 134 million pixels'],
    ])
  })
})

test('a split is the same each time, and one more image moves no other from training to validation and back', () => {
  const images = Array.from({ length: 100 }, (_, i) => ({ name: `a/${i}.png`, label: i % 2 }))
  const before = splitByName(images)
  expect(
    splitByName(images.toReversed())
      .validation.map(({ name }) => name)
      .sort(),
  ).toEqual(before.validation.map(({ name }) => name).sort())
  expect(before.validation).toHaveLength(20)
  const after = splitByName([...images, { name: 'a/new.png', label: 0 }])
  const moved = before.validation.filter((image) => !after.validation.includes(image))
  expect(moved.length).toBeLessThanOrEqual(1)
})

test('a source is said so that it is found from any folder', () => {
  expect(absoluteSource('folder:flowers')).toBe(`folder:${join(process.cwd(), 'flowers')}`)
  expect(absoluteSource('csv:/a/b.csv')).toBe('csv:/a/b.csv')
  expect(absoluteSource('mnist')).toBe('mnist')
  expect(absoluteSource('shapes:classes=5')).toBe('shapes:classes=5')
})
