import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import type { Checkpoint } from './checkpoint.ts'
import { readWeights } from './weights.ts'

let folder: string
let path: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-checkpoint-'))
  path = join(folder, 'checkpoint.bin')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const checkpoint: Checkpoint = {
  progress: {
    ...{ step: 7, epoch: 2, batches: 3, sums: { examples: 192, loss: 0.1 + 0.2, correct: 150, seconds: 1 / 3 } },
    watch: {
      ...{ best: { epoch: 1, loss: 0.3, accuracy: 0.75 }, reference: 0.75 },
      ...{ waited: 2, waitedForDecay: 1, reductions: 1 },
    },
    ...{ firstLoss: 2.3, highSteps: 0 },
  },
  optimizer: 'momentum',
  weights: [
    { layer: 'features/c1', name: 'kernel', shape: [1, 2, 3], data: Float32Array.of(1, -2, 0.5, 1e-38, 3e38, 0) },
    { layer: '层', name: 'gamma', shape: [1], data: Float32Array.of(7) },
    { layer: 'none', name: 'bias', shape: [0], data: new Float32Array() },
  ],
  slots: [{ layer: 'features/c1', name: 'kernel', slot: 'momentum', shape: [2], data: Float32Array.of(8, 9) }],
}

const write = () => {
  const pending = <T extends { data: Float32Array }>(tensor: T) => ({ ...tensor, read: () => tensor.data })
  const { weights, slots } = checkpoint
  return writeCheckpoint(folder, { ...checkpoint, weights: weights.map(pending), slots: slots.map(pending) })
}

beforeEach(async () => {
  await rm(path, { recursive: true, force: true })
  expect(await write()).toEqual({ ok: true })
})

test('brings back what was written', async () => {
  expect(await readCheckpoint(folder)).toEqual({ ok: true, value: checkpoint })
  expect(await readWeights(folder, 'last')).toMatchObject({
    ok: true,
    value: { weights: checkpoint.weights, origin: { of: 'last' } },
  })
})

test('one of an earlier version has nothing that follows from validation', async () => {
  const { step, epoch, batches, sums } = checkpoint.progress
  const earlier = { step, epoch, batches, sums } as Checkpoint['progress']
  const written = await writeCheckpoint(folder, { ...checkpoint, progress: earlier, weights: [], slots: [] })
  expect(written).toEqual({ ok: true })
  const watch = { waited: 0, waitedForDecay: 0, reductions: 0 }
  expect(await readCheckpoint(folder)).toMatchObject({
    ok: true,
    value: { progress: { ...earlier, watch, highSteps: 0 } },
  })
})

test('the best weights are the last ones where none are kept apart, and else their own', async () => {
  expect(await readWeights(folder, 'best')).toMatchObject({
    ok: true,
    value: { weights: checkpoint.weights, origin: { of: 'last' } },
  })
  const best = { layer: 'one', name: 'bias', shape: [1], data: Float32Array.of(4) }
  const weights = [{ ...best, read: () => best.data }]
  await writeCheckpoint(folder, { ...checkpoint, weights, slots: [] }, 'best.bin')
  expect(await readWeights(folder, 'best')).toMatchObject({
    ok: true,
    value: { weights: [best], origin: { of: 'best' } },
  })
  expect(await readWeights(folder, 'last')).toMatchObject({
    ok: true,
    value: { weights: checkpoint.weights, origin: { of: 'last' } },
  })
})

test('a run without one is told so', async () => {
  await rm(path)
  expect(await readWeights(folder, 'last')).toMatchObject({ ok: false, failure: { code: 'no-checkpoint' } })
})

/** The file with another header whose checksum is right: made on purpose, not by an accident. */
function withHeader(bytes: Buffer, change: (header: string) => string): Buffer {
  const end = 16 + bytes.readUInt32LE(12)
  const header = Buffer.from(change(bytes.toString('utf8', 16, end)))
  const numbers = Buffer.alloc(8)
  numbers.writeUInt32LE(header.length, 0)
  numbers.writeUInt32LE(crc32(header), 4)
  const [length, checksum] = [numbers.subarray(0, 4), numbers.subarray(4)]
  return Buffer.concat([bytes.subarray(0, 12), length, header, checksum, bytes.subarray(end + 4)])
}

describe('one that is not whole is refused:', () => {
  test('cut off anywhere', async () => {
    const bytes = await readFile(path)
    for (let length = 0; length < bytes.length; length++) {
      await writeFile(path, bytes.subarray(0, length))
      expect(await readWeights(folder, 'last'), `${length} bytes`).toMatchObject({
        failure: { code: 'checkpoint-damaged' },
      })
    }
  })

  test('changed in any byte', async () => {
    const bytes = await readFile(path)
    for (let place = 0; place < bytes.length; place++) {
      await writeFile(path, Uint8Array.from(bytes).with(place, bytes[place]! ^ 0x10))
      expect((await readCheckpoint(folder)).ok, `byte ${place}`).toBe(false)
    }
  })

  test.each([
    ['longer than it says', (bytes: Buffer) => Buffer.concat([bytes, bytes.subarray(-4)])],
    ['of another program', (bytes: Buffer) => Buffer.concat([Buffer.from('PNG'), bytes.subarray(3)])],
    ['changed in a weight', (bytes: Buffer) => bytes.fill(1, bytes.length - 60, bytes.length - 59)],
    ['with a header of 4 GB', (bytes: Buffer) => bytes.fill(0xff, 12, 16)],
    [
      'with a tensor of 10¹⁸ numbers',
      (bytes: Buffer) => withHeader(bytes, (header) => header.replace('[1,2,3]', '[9e9,9]')),
    ],
    ['with a header that is not JSON', (bytes: Buffer) => withHeader(bytes, (header) => header.replace('{', '('))],
    [
      'with a header of something else',
      (bytes: Buffer) => withHeader(bytes, (header) => header.replace('weights', 'Weights')),
    ],
  ])('%s', async (_name, change) => {
    await writeFile(path, change(await readFile(path)))
    expect(await readWeights(folder, 'last')).toMatchObject({ ok: false, failure: { code: 'checkpoint-damaged' } })
  })

  test('of another version', async () => {
    const bytes = await readFile(path)
    bytes.writeUInt32LE(2, 8)
    await writeFile(path, bytes)
    const read = await readWeights(folder, 'last')
    expect(read).toMatchObject({ ok: false, failure: { code: 'checkpoint-version' } })
    expect(!read.ok && read.failure.message.en).toContain('version 2')
  })
})
