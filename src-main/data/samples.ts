import type { Shape } from '../../src-core/graph/shape.ts'
import type { Sample } from '../../src-core/training/data-report.ts'
import { measureImage } from './decode.ts'
import { readPicture } from './pictures.ts'
import { loadSharp } from './sharp.ts'
import type { Part, Picture } from './source.ts'
import { whyUnreadable } from './why-unreadable.ts'

/** Examples of one class, or of all, the classes in turn, so that the first few show every class. */
export function inTurns(labels: Int32Array, label?: number): Uint32Array {
  const classes = new Map<number, number[]>()
  labels.forEach((own, index) => {
    if (label !== undefined && own !== label) return
    const members = classes.get(own)
    if (members) members.push(index)
    else classes.set(own, [index])
  })
  const inOrder = [...classes].sort(([a], [b]) => a - b).map(([, members]) => members)
  const longest = inOrder.reduce((most, members) => Math.max(most, members.length), 0)
  const order: number[] = []
  for (let turn = 0; turn < longest; turn++) {
    for (const members of inOrder) if (turn < members.length) order.push(members[turn]!)
  }
  return Uint32Array.from(order)
}

/**
 * Small pictures of examples, whole and in their own proportions.
 * @param options.shape in which drawn images are drawn
 * @param options.side in pixels, at most
 */
export async function showSamples(
  part: Part,
  indices: Uint32Array,
  options: { shape: Shape; side: number },
): Promise<Sample[]> {
  const samples: Sample[] = []
  for (const index of indices) samples.push(await showSample(part, index, options))
  return samples
}

export async function showSample(
  { origin, labels, name }: Part,
  index: number,
  { shape, side }: { shape: Shape; side: number },
): Promise<Sample> {
  const [height, width, channels] = shape as [number, number, number]
  const known = { name: name(index), label: labels[index]! }
  try {
    if (origin.kind === 'files') {
      const size = await measureImage(origin.paths[index]!)
      const need = { height: side, width: side, channels: size.isGrey ? 1 : 3, fit: 'pad', loose: true } as const
      const picture = await readPicture(origin, index, need)
      return { ...known, width: size.width, height: size.height, image: await pngOf(picture) }
    }
    const own = origin.kind === 'bytes' ? { ...origin, padTo: undefined } : origin
    const need = {
      height,
      width,
      channels: origin.kind === 'bytes' ? origin.channels : channels,
      fit: 'pad',
      loose: true,
    } as const
    const picture = await readPicture(own, index, need)
    return { ...known, width: picture.width, height: picture.height, image: await pngOf(picture, side) }
  } catch (error) {
    return { ...known, width: 0, height: 0, reason: whyUnreadable(error) }
  }
}

/** A picture as an address for an `<img>`, no larger than `side` pixels. */
export async function pngOf({ height, width, channels, pixels }: Picture, side?: number): Promise<string> {
  const sharp = await loadSharp()
  const image = sharp(pixels, { raw: { height, width, channels: channels as 1 | 3 } })
  const small =
    side === undefined ? image : image.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
  const png = await small.png({ compressionLevel: 6 }).toBuffer()
  return `data:image/png;base64,${png.toString('base64')}`
}
