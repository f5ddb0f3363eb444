import type { Shape } from '../../src-core/graph/shape.ts'
import { sizeOf } from '../../src-core/graph/shape.ts'
import type { Augmentation } from '../../src-core/training/augmentation.ts'
import type { Preview } from '../../src-core/training/data-report.ts'
import { createReader } from './reader.ts'
import { pngOf, showSample } from './samples.ts'
import type { Part } from './source.ts'

/** Side in pixels of the small picture beside an image's variants. */
const sampleSide = 96

/** Training images as the network would be given them in the first epochs, before normalization. */
export async function preview(
  part: Part,
  indices: Uint32Array,
  { shape, augmentation, seed, epochs }: { shape: Shape; augmentation: Augmentation; seed: number; epochs: number },
): Promise<Preview[]> {
  const shown = { ...augmentation, mean: [0], deviation: [1] }
  const reading = { origin: part.origin, shape, augmentation: shown, seed }
  const [plainly, byChance] = [false, true].map((isTraining) => createReader({ ...reading, isTraining }))
  const previews: Preview[] = []
  for (const index of indices) {
    const sample = await showSample(part, index, { shape, side: sampleSide })
    const variants: string[] = []
    for (let epoch = 0; epoch <= epochs && sample.reason === undefined; epoch++) {
      const images = new Float32Array(sizeOf(shape))
      const read = epoch === 0 ? plainly! : byChance!
      const unread = await read({ indices: [index], places: [0], epoch, images })
      if (unread.length > 0) sample.reason = unread[0]!.reason
      else variants.push(await pngOf(pictureOf(images, shape)))
    }
    previews.push({ sample, variants })
  }
  return previews
}

function pictureOf(image: Float32Array, [height, width, channels]: Shape) {
  const pixels = Uint8Array.from(image, (value) => Math.round(value * 255))
  return { height: height!, width: width!, channels: channels!, pixels }
}
