import type { Shape } from '../../src-core/graph/shape.ts'
import { sizeOf } from '../../src-core/graph/shape.ts'
import { plain } from '../../src-core/training/augmentation.ts'
import type { DataSurvey } from '../../src-core/training/data-report.ts'
import { measureImage } from './decode.ts'
import { createReader } from './reader.ts'
import type { Part } from './source.ts'
import { whyUnreadable } from './why-unreadable.ts'

/** Looks at some training images, evenly chosen. */
export async function survey(part: Part, shape: Shape, looks: number): Promise<DataSurvey> {
  const { origin, labels, name } = part
  const count = Math.min(looks, labels.length)
  const size = sizeOf(shape)
  const channels = shape.at(-1)!
  const read = createReader({ origin, shape, augmentation: plain, seed: 0, isTraining: false })
  const widths: number[] = []
  const heights: number[] = []
  const unreadable: DataSurvey['unreadable'] = []
  const sums = Array.from({ length: channels }, () => ({ values: 0, squares: 0 }))
  let grey = 0
  for (let look = 0; look < count; look++) {
    const index = Math.floor((look * labels.length) / count)
    try {
      const measured = await measure(part, index, shape)
      const images = new Float32Array(size)
      const [unread] = await read({ indices: [index], places: [0], epoch: 1, images })
      if (unread) {
        unreadable.push({ name: name(index), reason: unread.reason })
        continue
      }
      widths.push(measured.width)
      heights.push(measured.height)
      if (measured.isGrey) grey += 1
      images.forEach((value, place) => {
        const sum = sums[place % channels]!
        sum.values += value
        sum.squares += value * value
      })
    } catch (error) {
      unreadable.push({ name: name(index), reason: whyUnreadable(error) })
    }
  }
  const values = Math.max(1, (widths.length * size) / channels)
  const mean = sums.map((sum) => sum.values / values)
  return {
    looked: count,
    of: labels.length,
    width: rangeOf(widths),
    height: rangeOf(heights),
    colour: widths.length - grey,
    grey,
    mean,
    // Never 0, by which nothing could be divided: all pixels of a channel may be the same.
    deviation: sums.map((sum, channel) =>
      Math.max(Math.sqrt(Math.max(0, sum.squares / values - mean[channel]! ** 2)), 1e-3),
    ),
    unreadable,
  }
}

async function measure({ origin }: Part, index: number, [height, width, channels]: Shape) {
  if (origin.kind === 'files') return measureImage(origin.paths[index]!)
  if (origin.kind === 'bytes') return { ...origin, isGrey: origin.channels === 1 }
  return { height: height!, width: width!, isGrey: channels === 1 }
}

function rangeOf(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b)
  return { least: sorted[0] ?? 0, median: sorted[sorted.length >> 1] ?? 0, most: sorted.at(-1) ?? 0 }
}
