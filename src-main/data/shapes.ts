import { ok } from '../../src-core/result.ts'
import { shapesFacts } from '../../src-core/training/data.ts'
import { readShapeOptions, shapeClass, splitShapes } from '../../src-core/training/shapes.ts'
import { sizeOf } from '../../src-core/graph/shape.ts'
import { generator } from './generator.ts'
import { drawShape } from './shapes-drawing.ts'
import type { DataSource, Examples } from './source.ts'

/**
 * Drawn shapes in any size and number of classes, for networks that no data at hand fits.
 *
 * An image follows from the seed and its number alone and is drawn anew whenever it is read, so that no number of
 * images takes memory: 2,000 of 224×224×3 would be 1.2 GB. The classes take turns; the last images are held out.
 */
export const shapes: DataSource = {
  async describe(argument, wanted) {
    const facts = shapesFacts(argument, wanted)
    const options = readShapeOptions(argument)
    if (!facts.ok) return facts
    return options.ok ? ok({ ...facts.value, ...splitShapes(options.value) }) : options
  },

  async load(argument, wanted) {
    const facts = shapesFacts(argument, wanted)
    const options = readShapeOptions(argument)
    if (!facts.ok) return facts
    if (!options.ok) return options
    const { train, validation } = splitShapes(options.value)
    const { shape } = wanted
    const part = (first: number, count: number): Examples => ({
      count,
      read(indices, images, labels) {
        const [height, width, channels] = shape as [number, number, number]
        const classes = facts.value.classes.length
        const size = sizeOf(shape)
        for (const [place, index] of indices.entries()) {
          const number = first + index
          const label = number % classes
          labels[place] = label
          const image = images.subarray(place * size, (place + 1) * size)
          const below = generator(options.value.seed, number)
          drawShape(image, { height, width, channels }, shapeClass(label, { classes, channels }), below)
        }
      },
    })
    return ok({ shape, train: part(0, train), validation: part(train, validation) })
  },
}
