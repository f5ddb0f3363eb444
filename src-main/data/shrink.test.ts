import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import wabt from 'wabt'
import { wholeRegion } from './regions.ts'
import { resample } from './resample.ts'
import { kernelCode } from './kernel-code.ts'
import { shrink } from './shrink.ts'

test('the code is what its source assembles to', async () => {
  const source = await readFile(join(import.meta.dirname, 'kernel.wat'), 'utf8')
  const { buffer } = (await wabt()).parseWat('kernel.wat', source, { simd: true }).toBinary({})
  expect(kernelCode, 'run node scripts/kernel.mjs').toBe(Buffer.from(buffer).toString('base64'))
})

/** Any bytes, three a pixel. */
const noise = (count: number) =>
  Uint8Array.from({ length: count }, (_, i) => (Math.imul(i + 1, 2654435761) >>> 24) & 255)

// resample.ts is held to Pillow itself.
test.each([
  [{ height: 40, width: 60 }, { height: 16, width: 16 }, 'crop'],
  [{ height: 375, width: 500 }, { height: 224, width: 224 }, 'crop'],
  [{ height: 33, width: 21 }, { height: 9, width: 30 }, 'stretch'],
  [{ height: 31, width: 17 }, { height: 32, width: 32 }, 'pad'],
  [{ height: 6, width: 6 }, { height: 6, width: 10 }, 'pad'],
  [{ height: 5, width: 3 }, { height: 11, width: 13 }, 'crop'],
  [{ height: 1, width: 1 }, { height: 3, width: 7 }, 'stretch'],
  [{ height: 90, width: 70 }, { height: 70, width: 70 }, 'crop'],
  [{ height: 7, width: 9 }, { height: 7, width: 9 }, 'crop'],
  [{ height: 2000, width: 3 }, { height: 5, width: 2 }, 'stretch'],
] as const)('%o to %o (%s) is what the resizing of floats gives', (size, wanted, fit) => {
  const pixels = noise(size.height * size.width * 3)
  const region = wholeRegion(size, wanted, fit)
  const fill = (room: Buffer) => room.set(pixels)
  const picture = shrink(size, fill, { region, ...wanted })
  const exact = new Float32Array(wanted.height * wanted.width * 3)
  resample({ ...size, channels: 3, pixels }, { region, mirrored: false, ...wanted }, exact)
  expect(picture).toMatchObject({ ...wanted, channels: 3 })
  expect(picture.pixels).toHaveLength(exact.length)
  // Rounded twice, by up to a half each time.
  const off = picture.pixels.reduce((most, value, i) => Math.max(most, Math.abs(value - exact[i]! * 255)), 0)
  expect(off).toBeLessThan(1.1)
})
