import { ok } from '../../src-core/result.ts'
import { shapesFacts } from '../../src-core/training/data.ts'
import { readShapeOptions, splitShapes } from '../../src-core/training/shapes.ts'
import { countExamples, numbered } from './source.ts'
import type { DataSource, Part } from './source.ts'

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
    if (!options.ok) return options
    const classes = facts.value.classes.length
    const { train, validation } = splitShapes(options.value)
    const labels = { train: labelsOf(0, train, classes), validation: labelsOf(train, validation, classes) }
    return ok({ ...facts.value, ...countExamples(labels, classes), notes: [] })
  },

  async load(argument, wanted) {
    const facts = shapesFacts(argument, wanted)
    const options = readShapeOptions(argument)
    if (!facts.ok) return facts
    if (!options.ok) return options
    const { seed } = options.value
    const classes = facts.value.classes.length
    const { train, validation } = splitShapes(options.value)
    const part = (first: number, count: number): Part => ({
      origin: { kind: 'drawn', seed, first, classes },
      labels: labelsOf(first, count, classes),
      name: (index) => numbered(first + index),
    })
    return ok({ train: part(0, train), validation: part(train, validation) })
  },
}

const labelsOf = (first: number, count: number, classes: number) =>
  Int32Array.from({ length: count }, (_, index) => (first + index) % classes)
