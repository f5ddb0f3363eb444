import type { Augmentation } from '../../src-core/training/augmentation.ts'
import type { Below } from './generator.ts'
import { between } from './prepare.ts'

const clamp = (value: number) => (value < 0 ? 0 : value > 1 ? 1 : value)

/** As Rec. 601 weighs the three. */
const brightnessOf = (red: number, green: number, blue: number) => 0.299 * red + 0.587 * green + 0.114 * blue

/**
 * Changes brightness, contrast, saturation and hue by chance, in this order, as torchvision's ColorJitter changes each.
 * Grey images have no saturation and no hue.
 * @param image `[…, channels]`, values in [0, 1]
 */
export function jitter(
  image: Float32Array,
  channels: number,
  { brightness, contrast, saturation, hue }: Augmentation,
  below: Below,
): void {
  if (brightness > 0) blend(image, 0, between(below, 1 - brightness, 1 + brightness))
  if (contrast > 0) {
    const factor = between(below, 1 - contrast, 1 + contrast)
    blend(image, meanBrightness(image, channels), factor)
  }
  if (channels !== 3) return
  if (saturation > 0) saturate(image, between(below, 1 - saturation, 1 + saturation))
  if (hue > 0) turnHue(image, between(below, -hue, hue))
}

/** Moves values away from a grey, or towards it: a factor of 1 leaves them, 0 makes them the grey. */
function blend(image: Float32Array, grey: number, factor: number) {
  const added = grey * (1 - factor)
  for (let place = 0; place < image.length; place++) image[place] = clamp(image[place]! * factor + added)
}

/** The same with each pixel's own grey. */
function saturate(image: Float32Array, factor: number) {
  for (let place = 0; place < image.length; place += 3) {
    const [red, green, blue] = [image[place]!, image[place + 1]!, image[place + 2]!]
    const added = brightnessOf(red, green, blue) * (1 - factor)
    image[place] = clamp(red * factor + added)
    image[place + 1] = clamp(green * factor + added)
    image[place + 2] = clamp(blue * factor + added)
  }
}

function meanBrightness(image: Float32Array, channels: number): number {
  let sum = 0
  for (let place = 0; place < image.length; place += channels) {
    sum += channels === 3 ? brightnessOf(image[place]!, image[place + 1]!, image[place + 2]!) : image[place]!
  }
  return sum / (image.length / channels)
}

/** Turns every colour about the grey axis of the HSV cone. @param turn in turns of the circle */
function turnHue(image: Float32Array, turn: number) {
  for (let place = 0; place < image.length; place += 3) {
    const [red, green, blue] = [image[place]!, image[place + 1]!, image[place + 2]!]
    const most = Math.max(red, green, blue)
    const chroma = most - Math.min(red, green, blue)
    if (chroma === 0) continue
    const sixth =
      most === red ? (green - blue) / chroma : most === green ? 2 + (blue - red) / chroma : 4 + (red - green) / chroma
    const turned = (((sixth / 6 + turn) % 1) + 1) * 6
    image[place] = most - chroma * ramp((5 + turned) % 6)
    image[place + 1] = most - chroma * ramp((3 + turned) % 6)
    image[place + 2] = most - chroma * ramp((1 + turned) % 6)
  }
}

/** How much of its chroma a channel lacks, by how far round the circle it is, in sixths. */
const ramp = (at: number) => Math.max(0, Math.min(at, 4 - at, 1))
