import type { Shape } from '../../src-core/graph/shape.ts'
import type { Augmentation } from '../../src-core/training/augmentation.ts'
import { changesColours, jitter } from './colour.ts'
import type { Need } from './decode.ts'
import type { Below } from './generator.ts'
import { wholeRegion } from './regions.ts'
import { resample } from './resample.ts'
import type { Region } from './resample.ts'
import type { Picture, Size } from './source.ts'
import { normalized } from './tone.ts'

/** A number from `from` to below `to`, one of 2²⁴. */
export const between = (below: Below, from: number, to: number) => from + ((to - from) * below(2 ** 24)) / 2 ** 24

/** Pieces are cut out of an image that is kept at most this much larger than the network takes. */
const largestKept = 2

/** What files are read for: exactly the network's shape, or larger where a piece is cut out. */
export function needOf([height, width, channels]: Shape, { fit, crop, scaleFrom, scaleTo }: Augmentation): Need {
  const larger = crop === 'random' ? Math.max(scaleFrom, scaleTo) : crop === 'area' ? largestKept : 1
  return {
    height: Math.round(height! * larger),
    width: Math.round(width! * larger),
    channels: channels!,
    fit,
    loose: crop !== 'whole',
  }
}

/**
 * Makes an image ready for the network: cut, resized, mirrored, its colours changed, normalized.
 * @param picture with as many channels as the network takes
 * @param image `[height, width, channels]`, filled
 * @param below what chance decides; absent where nothing is left to it
 */
export function prepare(
  picture: Picture,
  image: Float32Array,
  { shape, augmentation, below }: { shape: Shape; augmentation: Augmentation; below?: Below },
): void {
  const size = { height: shape[0]!, width: shape[1]! }
  const region = below ? chooseRegion(picture, size, augmentation, below) : wholeRegion(picture, size, augmentation.fit)
  const mirrored = Boolean(below && augmentation.flip && below(2) === 1)
  const { channels } = picture
  const tone = normalized(augmentation, channels)
  if (!below || !changesColours(augmentation)) return resample(picture, { region, mirrored, ...size }, image, tone)
  resample(picture, { region, mirrored, ...size }, image)
  jitter(image, channels, augmentation, below, tone)
}

function chooseRegion(picture: Picture, wanted: Size, augmentation: Augmentation, below: Below): Region {
  if (augmentation.crop === 'random') return randomCrop(picture, wanted, augmentation, below)
  if (augmentation.crop === 'area') return areaCrop(picture, wanted, augmentation, below)
  return wholeRegion(picture, wanted, augmentation.fit)
}

/** The picture is resized to `scale` times what is wanted, then a piece is cut out at a whole pixel. */
function randomCrop(picture: Picture, wanted: Size, { fit, scaleFrom, scaleTo }: Augmentation, below: Below): Region {
  const scale = scaleFrom === scaleTo ? scaleFrom : between(below, scaleFrom, scaleTo)
  const resized = { height: Math.round(wanted.height * scale), width: Math.round(wanted.width * scale) }
  const whole = wholeRegion(picture, resized, fit)
  // With `crop` the longer sides are still there to choose from.
  const [across, down] = [whole.width / resized.width, whole.height / resized.height]
  const field = fit === 'crop' ? { top: 0, left: 0, height: picture.height, width: picture.width } : whole
  const rows = Math.max(Math.round(field.height / down) - wanted.height, 0)
  const columns = Math.max(Math.round(field.width / across) - wanted.width, 0)
  return {
    top: field.top + below(rows + 1) * down,
    left: field.left + below(columns + 1) * across,
    height: wanted.height * down,
    width: wanted.width * across,
  }
}

/** A piece of any area and of an aspect from 3:4 to 4:3, as Inception was trained on; the middle where none fits in ten draws. */
function areaCrop(picture: Picture, wanted: Size, { areaFrom }: Augmentation, below: Below): Region {
  const { height, width } = picture
  const least = Math.log(3 / 4)
  for (let draw = 0; draw < 10; draw++) {
    const area = height * width * between(below, areaFrom, 1)
    const aspect = Math.exp(between(below, least, -least)) * (wanted.width / wanted.height)
    const piece = { width: Math.round(Math.sqrt(area * aspect)), height: Math.round(Math.sqrt(area / aspect)) }
    if (piece.width < 1 || piece.height < 1 || piece.width > width || piece.height > height) continue
    return { ...piece, top: below(height - piece.height + 1), left: below(width - piece.width + 1) }
  }
  return wholeRegion(picture, wanted, 'crop')
}
