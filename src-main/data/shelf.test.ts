import { expect, test } from 'vitest'
import { createShelf } from './shelf.ts'
import type { Picture } from './source.ts'

const picture = (pixels: Uint8Array): Picture => ({ height: 1, width: pixels.length / 3, channels: 3, pixels })
const filled = (bytes: number, value: number) => new Uint8Array(bytes).fill(value)

test('what was decoded into its room stays there, what was not is copied', () => {
  const shelf = createShelf(1_000)
  const room = shelf.room(300).fill(1)
  shelf.put(0, picture(room))
  const other = filled(300, 2)
  shelf.put(1, picture(other))
  other.fill(9)
  expect(shelf.get(0)!.pixels).toBe(room)
  expect(shelf.get(1)!.pixels).toEqual(filled(300, 2))
  expect(shelf.get(0)!.pixels).toEqual(filled(300, 1))
})

test('a full one gives memory all the same, and keeps no more than it may', () => {
  const shelf = createShelf(1_000)
  for (let index = 0; index < 5; index++) shelf.put(index, picture(shelf.room(300).fill(index)))
  expect([0, 1, 2, 3, 4].map((index) => shelf.get(index)?.pixels[0])).toEqual([0, 1, 2, undefined, undefined])
  expect(shelf.room(300)).toHaveLength(300)
})

test('memory that is made ready is where pictures come to lie, and part of what may be kept', () => {
  const shelf = createShelf(1_000)
  expect([shelf.makeReady(600), shelf.makeReady(600)]).toEqual([true, false])
  const rooms = [0, 1, 2, 3].map(() => shelf.room(300))
  expect(rooms.map(({ buffer }) => buffer.byteLength)).toEqual([600, 600, 400, 300])
  rooms.forEach((room, index) => shelf.put(index, picture(room.fill(index))))
  expect([0, 1, 2, 3].map((index) => shelf.get(index)?.pixels[0])).toEqual([0, 1, 2, undefined])
  expect(shelf.makeReady(2_000)).toBe(false)
})

test('one for nothing keeps nothing', () => {
  const shelf = createShelf(0)
  shelf.put(0, picture(shelf.room(3)))
  expect(shelf.get(0)).toBeUndefined()
})

test('pictures larger than what is taken at once are kept too', () => {
  const shelf = createShelf(2 ** 26)
  shelf.put(0, picture(shelf.room(3 * 2 ** 24)))
  expect(shelf.get(0)!.pixels).toHaveLength(3 * 2 ** 24)
})
