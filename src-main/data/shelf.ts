import type { Picture } from './source.ts'

/** Decoded pictures, kept for the next epochs as long as there is room. */
export interface Shelf {
  get(index: number): Picture | undefined
  /** Memory to decode a picture into; where there is room, the shelf's own, so that it need not be copied to stay. */
  room(bytes: number): Uint8Array
  put(index: number, picture: Picture): void
}

/** Memory is taken by so many bytes: for a single picture the system takes longer to find it than a copy takes. */
const slabBytes = 2 ** 24

/** @param memory how many bytes may be kept */
export function createShelf(memory: number): Shelf {
  const kept = new Map<number, Picture>()
  const slabs = new Set<ArrayBufferLike>()
  let free = memory
  let slab = new Uint8Array(0)
  let used = 0

  /** Undefined where the shelf is full. */
  function place(bytes: number): Uint8Array | undefined {
    if (used + bytes > slab.length) {
      const size = Math.min(Math.max(slabBytes, bytes), free)
      if (size < bytes) return undefined
      free -= size
      slab = new Uint8Array(size)
      slabs.add(slab.buffer)
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
  }
}
