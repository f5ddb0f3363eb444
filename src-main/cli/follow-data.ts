import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { wantedBy } from '../../src-core/training/data.ts'
import { templates } from '../../templates/registry.ts'
import { describeData } from '../data/registry.ts'
import type { DataDescription } from '../data/source.ts'
import { networkFromTemplate } from './network.ts'
import type { Network } from './network.ts'

type Assignments = Readonly<Record<string, string>>

/**
 * A template's network for a data source: classes, channels and, where the network allows, the images' size follow the
 * data as far as the person has not set them.
 */
export async function followData(template: string, assignments: Assignments, data: string): Promise<Result<Network>> {
  const known = templates[template]?.options.shape ?? {}
  const follow = (options: Assignments): Assignments => ({
    ...Object.fromEntries(Object.entries(options).filter(([name]) => Object.hasOwn(known, name))),
    ...assignments,
  })
  const described = await describeData(data)
  if (!described.ok) return described
  const classes = String(described.value.classes.length)
  const channels = String(described.value.shape[2])
  const own = networkFromTemplate(template, follow({ classes, channels }))
  if (!own.ok && own.failure.code !== 'invalid-option' && own.failure.code !== 'cannot-build') return own
  // The template's own size first, where the images can be had in it: MNIST is padded to LeNet-5's 32×32, shapes are
  // drawn in any size unless theirs is given.
  if (own.ok) {
    const asWanted = await describeData(data, wantedBy(own.value.analysis))
    if (!asWanted.ok) return asWanted
    if (sizesOf(asWanted.value).includes(sizeOf(own.value))) return own
  }
  for (const size of sizesOf(described.value)) {
    const network = networkFromTemplate(template, follow({ classes, channels, inputSize: String(size) }))
    if (network.ok && sizeOf(network.value) === size) return ok(network.value)
  }
  return own
}

/** Sides of the square images that the source has. */
const sizesOf = ({ shape, otherShapes }: DataDescription): number[] =>
  [shape, ...otherShapes].filter(([height, width]) => height === width).map(([height]) => height!)

/** Side of the images that a network takes. */
const sizeOf = ({ analysis }: Network): number => analysis.layers.get(analysis.inputs[0]!)?.shape?.[0] ?? NaN
