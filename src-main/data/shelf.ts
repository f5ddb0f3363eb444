import type { Picture } from './source.ts'

/** Decoded pictures, kept for the next epochs as long as there is room. */
export interface Shelf {
  get(index: number): Picture | undefined
  /** Memory to decode a picture into; where there is room, the shelf's own, so that it need not be copied to stay. */
  room(bytes: number): Uint8Array
  put(index: number, picture: Picture): void
  /**
   * Takes memory before it is needed, a piece at a time; false where there is nothing left to take.
   * @param bytes how many are sure to be kept, if there is room
   */
  makeReady(bytes: number): boolean
}

/** Memory is taken by so many bytes: for a single picture the system takes longer to find it than a copy takes. */
const slabBytes = 2 ** 24

/** The system finds memory page by page when it is first written: half as long for a picture as it takes to resize it. */
const pageBytes = 2 ** 12

/** @param memory how many bytes may be kept */
export function createShelf(memory: number): Shelf {
  const kept = new Map<number, Picture>()
  const slabs = new Set<ArrayBufferLike>()
  /** Slabs that nothing lies in yet. */
  const ready: Uint8Array[] = []
  let free = memory
  let slab: Uint8Array = new Uint8Array(0)
  let used = 0

  function takeSlab(bytes: number): Uint8Array {
    const size = Math.min(bytes, free)
    free -= size
    const taken = new Uint8Array(size)
    slabs.add(taken.buffer)
    return taken
  }

  /** Undefined where the shelf is full. */
  function place(bytes: number): Uint8Array | undefined {
    if (used + bytes > slab.length) {
      const isReady = ready.length > 0 && ready[0]!.length >= bytes
      if (!isReady && free < bytes) return undefined
      slab = isReady ? ready.shift()! : takeSlab(Math.max(slabBytes, bytes))
      used = 0
    }
    used += bytes
    return slab.subarray(used - bytes, used)
  }

  function put(index: number, picture: Picture) {
    if (slabs.has(picture.pixels.buffer)) return kept.set(index, picture)
    const pixels = place(picture.pixels.length)
    if (!pixels) return
    pixels.set(picture.pixels)
    return kept.set(index, { ...picture, pixels })
  }

  return {
    get: (index) => kept.get(index),
    room: (bytes) => place(bytes) ?? new Uint8Array(bytes),
    put,
    makeReady(bytes) {
      const missing = Math.min(bytes - (memory - free), free)
      if (missing <= 0) return false
      const taken = takeSlab(Math.min(missing, slabBytes))
      for (let at = 0; at < taken.length; at += pageBytes) taken[at] = 0
      ready.push(taken)
      return true
    },
  }
}
