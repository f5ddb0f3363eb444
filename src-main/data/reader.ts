import type { Shape } from '../../src-core/graph/shape.ts'
import type { Augmentation } from '../../src-core/training/augmentation.ts'
import { withoutChance } from '../../src-core/training/without-chance.ts'
import type { Text } from '../../src-core/text.ts'
import { sizeOf } from '../../src-core/graph/shape.ts'
import { generator } from './generator.ts'
import { readPicture } from './pictures.ts'
import { needOf, prepare } from './prepare.ts'
import { createShelf } from './shelf.ts'
import type { Shelf } from './shelf.ts'
import type { Origin, Picture } from './source.ts'
import { whyUnreadable } from './why-unreadable.ts'

/** How a part is read. Nothing but values, so that it can be sent to a thread. */
export interface Reading {
  origin: Origin
  shape: Shape
  augmentation: Augmentation
  seed: number
  isTraining: boolean
}

/** Some examples, each for its place in a batch. */
export interface Wish {
  indices: readonly number[]
  places: readonly number[]
  epoch: number
  /** Of the whole batch; filled at the places. */
  images: Float32Array
}

export interface Unread {
  place: number
  index: number
  reason: Text
}

/** Files that are read at once by one thread: on a slow disk, and where sharp decodes them in threads of its own. */
const atOnce = 4

/** How many bytes the decoded images of a part take; 0 where they are not kept, or of sizes of their own. */
export function bytesKept({ origin, shape, augmentation, isTraining }: Reading): number {
  const { height, width, channels, loose } = needOf(shape, isTraining ? augmentation : withoutChance(augmentation))
  return origin.kind === 'files' && !loose ? origin.paths.length * height * width * channels : 0
}

/**
 * Reads examples of one part.
 * @param shelf keeps decoded images for the next epochs
 */
export function createReader(
  { origin, shape, augmentation, seed, isTraining }: Reading,
  shelf: Shelf = createShelf(0),
) {
  const done = isTraining ? augmentation : withoutChance(augmentation)
  const need = { ...needOf(shape, done), room: shelf.room }
  const size = sizeOf(shape)
  const decodes = origin.kind === 'files' || origin.kind === 'encoded'

  /** Files alone are worth keeping: all else is in memory, or drawn sooner than read. */
  function picture(index: number): Picture | Promise<Picture> {
    if (!decodes) return readPicture(origin, index, need)
    return shelf.get(index) ?? readFile(index)
  }

  async function readFile(index: number): Promise<Picture> {
    const read = await readPicture(origin, index, need)
    shelf.put(index, read)
    return read
  }

  function place(read: Picture, { images, epoch }: Wish, at: number, index: number) {
    const below = isTraining ? generator(seed, index, epoch) : undefined
    const image = images.subarray(at * size, (at + 1) * size)
    prepare(read, image, { shape, augmentation: done, below })
  }

  async function readFiles(wish: Wish): Promise<Unread[]> {
    const unread: Unread[] = []
    let next = 0
    const one = async () => {
      while (next < wish.indices.length) {
        const [index, at] = [wish.indices[next]!, wish.places[next]!]
        next += 1
        try {
          place(await picture(index), wish, at, index)
        } catch (error) {
          unread.push({ place: at, index, reason: whyUnreadable(error) })
        }
      }
    }
    await Promise.all(Array.from({ length: atOnce }, one))
    return unread
  }

  /** @returns those that could not be read; at once where nothing needs to be waited for */
  return function read(wish: Wish): Unread[] | Promise<Unread[]> {
    if (decodes) return readFiles(wish)
    wish.indices.forEach((index, i) => place(picture(index) as Picture, wish, wish.places[i]!, index))
    return []
  }
}
