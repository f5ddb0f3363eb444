import type { Augmentation } from '../../src-core/training/augmentation.ts'
import type { Below } from './generator.ts'
import { between } from './prepare.ts'

const clamp = (value: number) => Math.min(Math.max(value, 0), 1)

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
  if (brightness > 0) {
    const factor = between(below, 1 - brightness, 1 + brightness)
    blend(image, () => 0, factor)
  }
  if (contrast > 0) {
    const factor = between(below, 1 - contrast, 1 + contrast)
    const mean = meanBrightness(image, channels)
    blend(image, () => mean, factor)
  }
  if (channels !== 3) return
  if (saturation > 0) {
    const factor = between(below, 1 - saturation, 1 + saturation)
    blend(image, (place) => brightnessOf(image[place]!, image[place + 1]!, image[place + 2]!), factor, 3)
  }
  if (hue > 0) turnHue(image, between(below, -hue, hue))
}

/** Moves values away from another image, or towards it: 1 leaves them, 0 makes them the other's. */
function blend(image: Float32Array, other: (place: number) => number, factor: number, step = 1) {
  for (let place = 0; place < image.length; place += step) {
    const grey = other(place) * (1 - factor)
    for (let channel = 0; channel < step; channel++) {
      image[place + channel] = clamp(image[place + channel]! * factor + grey)
    }
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
    for (const [channel, offset] of [5, 3, 1].entries()) {
      const at = (offset + turned) % 6
      image[place + channel] = most - chroma * Math.max(0, Math.min(at, 4 - at, 1))
    }
  }
}
