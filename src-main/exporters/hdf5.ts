import { open, rm, statfs, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Group } from 'h5wasm'
import type { LayerWeight } from '../training/weights.ts'
import type { Meter } from './meter.ts'
import { besides } from './write.ts'

/** Bytes that are read of the file at once. */
const atOnce = 2 ** 20

/** A dataset of a group, of 32-bit floats. */
interface Dataset extends Pick<LayerWeight, 'data' | 'shape'> {
  group: Group
  name: string
}

/**
 * A file of HDF5 as bytes. It is made on the disk beside the target, so that its weights never lie in memory twice, and
 * gone once its bytes were taken or nobody wants them any more.
 *
 * @param fill makes groups and attributes, and gives the datasets that are to be written, one by one
 */
export async function* hdf5(
  target: string,
  meter: Meter,
  fill: (file: Group) => Iterable<Dataset>,
): AsyncGenerator<Uint8Array> {
  const temporary = besides(resolve(target))
  try {
    await write(temporary, meter, fill)
    yield* chunksOf(temporary)
  } finally {
    await rm(temporary, { force: true })
  }
}

/** A file's bytes, each chunk in the place of the one before: whoever takes one is done with it when it asks for the next. */
async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path)
  const chunk = new Uint8Array(atOnce)
  try {
    for (;;) {
      const { bytesRead } = await file.read(chunk)
      if (bytesRead === 0) return
      yield chunk.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

async function write(path: string, { advance }: Meter, fill: (file: Group) => Iterable<Dataset>): Promise<void> {
  // What the system says where it may not be made; HDF5 would say no more than that it could not.
  await writeFile(path, '', { flag: 'wx' })
  const File = await (library ??= load())
  const file = new File(path, 'w')
  try {
    for (const { group, name, data, shape } of fill(file)) {
      await hasRoom(dirname(path), data.byteLength)
      group.create_dataset({ name, data, shape, dtype: '<f4' })
      advance(data.byteLength)
      // Whoever wants to see how far it is, or to end it, has a turn.
      await setImmediate()
    }
    file.flush()
  } finally {
    file.close()
  }
}

let library: ReturnType<typeof load> | undefined

/** The build of HDF5 that writes to the disk itself; what fails there is an exception. */
async function load() {
  const { File, ready } = await import('h5wasm/node')
  const { activate_throwing_error_handler } = await ready
  activate_throwing_error_handler()
  return File
}

async function hasRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < bytes) throw Object.assign(new Error('The disk is full.'), { code: 'ENOSPC' })
}
