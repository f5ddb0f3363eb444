import { constants, open } from 'node:fs/promises'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { readFailure } from '../documents/failures.ts'

/** Bytes: no protobuf message is larger, and HDF5's memory holds a file whole. */
export const largestFile = 2 ** 31

/**
 * Bytes: the configuration of a network of 1,000 layers takes 1 MB. While JSON is parsed nothing ends the thread: 64 MB of
 * empty objects kept it for over a minute.
 */
export const largestJson = 2 ** 24

/**
 * Reads a model's file whole, or says in words why not.
 * @param tooLarge what is said of a file of `room` bytes or more
 */
export async function readBytes(
  path: string,
  tooLarge: (path: string) => ReturnType<typeof fail>,
  room = largestFile,
): Promise<Result<Uint8Array>> {
  try {
    // Without waiting: a pipe nobody writes to would hold the reading for ever.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const found = await file.stat()
      if (!found.isFile()) return fail('not-a-file', { en: `${path} is not a file.`, zh: `${path} 不是文件。` })
      if (found.size >= room) return tooLarge(path)
      return ok(await file.readFile())
    } finally {
      await file.close()
    }
  } catch (error) {
    return readFailure(error, path)
  }
}
