import { constants, open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { decode, encode } from '../../src-core/contract/wire.ts'
import { sizeOf } from '../../src-core/graph/shape.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { optimizers } from '../../src-core/training/plan.ts'
import { Watch, watchBeginning } from '../../src-core/training/watch.ts'
import { readFailure, writeFailure } from '../documents/failures.ts'
import { writeAtomic } from '../documents/write-atomic.ts'
import { Recent } from './recent.ts'
import { files } from './store.ts'

/*
 * A checkpoint file: `LOOMCKPT`, the version and the header's length as 32-bit integers, the header as JSON
 * and its CRC-32, then for every tensor that the header names its values as 32-bit floats and their CRC-32. All little-endian. The numbers of a
 * tensor are read when its turn to be written comes, so that the whole network never lies in memory a second time.
 */
const magic = 'LOOMCKPT'
const version = 1
const prefixBytes = magic.length + 8
const checksumBytes = 4
/** Bytes. A network of 1,000 layers takes 0.5 MB. */
const largestHeader = 64 * 2 ** 20

/** Where a training stands, so that it can go on to the same numbers. */
const Progress = z.strictObject({
  /** Steps done over the whole run. */
  step: z.int().nonnegative(),
  /** The epoch under way, from 1; one more than the plan's epochs once all are done. */
  epoch: z.int().positive(),
  /** Batches of the epoch that are done; all of them while validation is still to come. */
  batches: z.int().nonnegative(),
  /** Sums over the epoch's batches so far, of which its metrics are made. */
  sums: z.strictObject({
    examples: z.int().nonnegative(),
    loss: z.number(),
    correct: z.number().nonnegative(),
    seconds: z.number().nonnegative(),
  }),
  /** What the epochs' validation has led to. Runs of earlier versions had nothing that follows from it. */
  watch: Watch.default(watchBeginning),
  /** The loss of the first step, and for how many steps in a row it has been far above that: see `explosion.ts`. */
  firstLoss: z.number().optional(),
  highSteps: z.int().nonnegative().default(0),
})
export type Progress = z.output<typeof Progress>

/** Where a run begins: before the first batch of its first epoch. */
export const beginning = (): Progress => ({ step: 0, ...epochBeginning(1), watch: watchBeginning(), highSteps: 0 })

export const epochBeginning = (epoch: number): Pick<Progress, 'epoch' | 'batches' | 'sums'> => ({
  epoch,
  batches: 0,
  sums: { examples: 0, loss: 0, correct: 0, seconds: 0 },
})

const Shape = z.array(z.int().nonnegative()).max(8)
const Weight = z.strictObject({ layer: z.string(), name: z.string(), shape: Shape })
/** What an optimizer remembers of a weight, e.g. Adam's `velocity`. */
const Slot = Weight.extend({ slot: z.string() })
const Header = z.strictObject({
  progress: Progress,
  recent: Recent.optional(),
  optimizer: z.enum(optimizers),
  weights: z.array(Weight),
  slots: z.array(Slot),
})
type Header = z.output<typeof Header>

type Filled<T> = T & { data: Float32Array }
export interface Checkpoint extends Header {
  weights: Filled<Header['weights'][number]>[]
  slots: Filled<Header['slots'][number]>[]
}

/** A tensor that is going to be written; `read` gives its values when they are wanted. */
type Pending<T> = T & { read(): Float32Array }
export interface PendingCheckpoint extends Header {
  weights: Pending<Header['weights'][number]>[]
  slots: Pending<Header['slots'][number]>[]
}

/** @param name another of the run's files of the same form than its checkpoint */
const pathIn = (directory: string, name: string = files.checkpoint) => join(directory, name)

/** Writes a run's `checkpoint.bin` whole or not at all: after a failure the earlier one is as it was. */
export async function writeCheckpoint(
  directory: string,
  checkpoint: PendingCheckpoint,
  name?: string,
): Promise<Result<void>> {
  try {
    await writeAtomic(pathIn(directory, name), chunksOf(checkpoint))
    return ok(undefined)
  } catch (error) {
    return writeFailure(error, pathIn(directory, name))
  }
}

function* chunksOf({ progress, recent, optimizer, weights, slots }: PendingCheckpoint): Iterable<Uint8Array> {
  const header: Header = {
    progress,
    recent,
    optimizer,
    weights: weights.map(({ layer, name, shape }) => ({ layer, name, shape })),
    slots: slots.map(({ layer, name, slot, shape }) => ({ layer, name, slot, shape })),
  }
  const text = Buffer.from(JSON.stringify(encode(header)))
  yield Buffer.concat([Buffer.from(magic), uint32(version), uint32(text.length), text, uint32(crc32(text))])
  for (const tensor of [...weights, ...slots]) {
    const data = tensor.read()
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    yield bytes
    yield uint32(crc32(bytes))
  }
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/** Reads a run's checkpoint: its weights, and with `slots` what the optimizer remembers too. */
export async function readCheckpoint(
  directory: string,
  { slots = true, name }: { slots?: boolean; name?: string } = {},
): Promise<Result<Checkpoint>> {
  const path = pathIn(directory, name)
  try {
    // Without waiting: a pipe nobody writes to would hold the reading for ever.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      return await readFile(file, slots)
    } finally {
      await file.close()
    }
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? noCheckpoint : readFailure(error, path)
  }
}

async function readFile(file: FileHandle, withSlots: boolean): Promise<Result<Checkpoint>> {
  const { size } = await file.stat()
  const prefix = Buffer.alloc(prefixBytes)
  if (!(await fill(file, 0, prefix)) || prefix.toString('latin1', 0, magic.length) !== magic) return damaged
  const found = prefix.readUInt32LE(magic.length)
  if (found !== version) return otherVersion(found)
  const headerBytes = prefix.readUInt32LE(magic.length + 4)
  if (headerBytes > Math.min(largestHeader, size)) return damaged
  const text = await readChecked(file, prefixBytes, Buffer.alloc(headerBytes))
  const header = text && parseHeader(text)
  if (!header) return damaged
  let position = prefixBytes + headerBytes + checksumBytes
  const bytesOf = ({ shape }: { shape: number[] }) => sizeOf(shape) * 4 + checksumBytes
  const payload = [...header.weights, ...header.slots].reduce((sum, tensor) => sum + bytesOf(tensor), 0)
  if (size !== position + payload) return damaged

  const read: Filled<{ shape: number[] }>[] = []
  for (const tensor of withSlots ? [...header.weights, ...header.slots] : header.weights) {
    const data = new Float32Array(sizeOf(tensor.shape))
    if (!(await readChecked(file, position, Buffer.from(data.buffer)))) return damaged
    read.push({ ...tensor, data })
    position += bytesOf(tensor)
  }
  const weights = read.slice(0, header.weights.length) as Checkpoint['weights']
  return ok({ ...header, weights, slots: read.slice(weights.length) as Checkpoint['slots'] })
}

function parseHeader(text: Buffer): Header | undefined {
  try {
    return Header.parse(decode(JSON.parse(text.toString())))
  } catch {
    return undefined
  }
}

/** Fills `bytes` from a place in the file where their checksum follows them and is right. */
async function readChecked(file: FileHandle, position: number, bytes: Buffer): Promise<Buffer | undefined> {
  const checksum = Buffer.alloc(checksumBytes)
  const isThere = (await fill(file, position, bytes)) && (await fill(file, position + bytes.length, checksum))
  return isThere && checksum.readUInt32LE() === crc32(bytes) ? bytes : undefined
}

/** Most bytes that one call reads: the system takes less than 2 GiB. */
const mostAtOnce = 2 ** 30

/** Fills `bytes` from a place in the file; false where the file ends first. */
async function fill(file: FileHandle, position: number, bytes: Buffer): Promise<boolean> {
  for (let done = 0; done < bytes.length;) {
    const length = Math.min(bytes.length - done, mostAtOnce)
    const { bytesRead } = await file.read(bytes, done, length, position + done)
    if (bytesRead === 0) return false
    done += bytesRead
  }
  return true
}

const noCheckpoint = fail(
  'no-checkpoint',
  { en: 'The run has no weights yet.', zh: '该训练尚无权重。' },
  {
    en: 'Weights are kept every half a minute, at the end of an epoch and when a run is stopped.',
    zh: '权重每半分钟、每轮结束以及停止训练时都会保存。',
  },
)

const damaged = fail(
  'checkpoint-damaged',
  {
    en: 'The weights of the run are damaged: checkpoint.bin is incomplete or has been changed.',
    zh: '该训练的权重已损坏：checkpoint.bin 不完整或被改动过。',
  },
  {
    en: 'Put back a copy of checkpoint.bin if there is one; otherwise train the network again.',
    zh: '如有 checkpoint.bin 的副本，请放回原处；否则请重新训练该网络。',
  },
)

const otherVersion = (found: number) =>
  fail(
    'checkpoint-version',
    {
      en: `The weights of the run are of version ${found}; this Layerloom reads version ${version}.`,
      zh: `该训练的权重为版本 ${found}，当前 Layerloom 只能读取版本 ${version}。`,
    },
    { en: 'Use the Layerloom that trained it.', zh: '请使用训练时的 Layerloom。' },
  )
