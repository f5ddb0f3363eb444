import type { Augmentation } from '../../src-core/training/augmentation.ts'
import type { Below } from './generator.ts'
import { between } from './prepare.ts'
import { unchanged } from './tone.ts'
import type { Tone } from './tone.ts'

const clamp = (value: number) => (value < 0 ? 0 : value > 1 ? 1 : value)

/** As Rec. 601 weighs the three. */
const brightnessOf = (red: number, green: number, blue: number) => 0.299 * red + 0.587 * green + 0.114 * blue

export const changesColours = ({ brightness, contrast, saturation, hue }: Augmentation): boolean =>
  brightness + contrast + saturation + hue > 0

/** By how much the colours of one image change: factors, of which 1 changes nothing, and a turn of the colour circle. */
interface Change {
  brightness: number
  contrast: number
  saturation: number
  turn: number
}

/**
 * Changes brightness, contrast, saturation and hue by chance, in this order, as torchvision's ColorJitter changes each.
 * Grey images have no saturation and no hue.
 * @param image `[…, channels]`, values in [0, 1]
 * @param tone what becomes of the values in the end; without one they stay in [0, 1]
 */
export function jitter(
  image: Float32Array,
  channels: number,
  augmentation: Augmentation,
  below: Below,
  tone: Tone = unchanged(channels),
): void {
  const factor = (share: number) => (share > 0 ? between(below, 1 - share, 1 + share) : 1)
  const [brightness, contrast] = [factor(augmentation.brightness), factor(augmentation.contrast)]
  const isColoured = channels === 3
  const saturation = isColoured ? factor(augmentation.saturation) : 1
  const turn = isColoured && augmentation.hue > 0 ? between(below, -augmentation.hue, augmentation.hue) : 0
  const change = { brightness, contrast, saturation, turn }
  if (isColoured) changeColours(image, change, tone)
  else changeGreys(image, channels, change, tone)
}

function changeGreys(image: Float32Array, channels: number, { brightness, contrast }: Change, tone: Tone) {
  let sum = 0
  for (let place = 0; place < image.length; place++) {
    const value = (image[place] = clamp(image[place]! * brightness))
    if (place % channels === 0) sum += value
  }
  const grey = (sum / (image.length / channels)) * (1 - contrast)
  for (let place = 0; place < image.length; place++) {
    const channel = place % channels
    image[place] = clamp(image[place]! * contrast + grey) * tone.scale[channel]! * 255 + tone.shift[channel]!
  }
}

/** Two passes: contrast is about the mean of what brightness leaves. */
function changeColours(image: Float32Array, { brightness, contrast, saturation, turn }: Change, tone: Tone) {
  const grey = contrast === 1 && brightness === 1 ? 0 : brighten(image, brightness) * (1 - contrast)
  const [redScale, greenScale, blueScale] = [tone.scale[0]! * 255, tone.scale[1]! * 255, tone.scale[2]! * 255]
  const [redShift, greenShift, blueShift] = [tone.shift[0]!, tone.shift[1]!, tone.shift[2]!]
  // In sixths of the circle, from 0 to below 6.
  const turned = (((turn % 1) + 1) % 1) * 6
  for (let place = 0; place < image.length; place += 3) {
    let red = clamp(image[place]! * contrast + grey)
    let green = clamp(image[place + 1]! * contrast + grey)
    let blue = clamp(image[place + 2]! * contrast + grey)
    const own = brightnessOf(red, green, blue) * (1 - saturation)
    red = clamp(red * saturation + own)
    green = clamp(green * saturation + own)
    blue = clamp(blue * saturation + own)
    if (turned > 0) {
      // About the grey axis of the HSV cone.
      const most = red > green ? (red > blue ? red : blue) : green > blue ? green : blue
      const least = red < green ? (red < blue ? red : blue) : green < blue ? green : blue
      const chroma = most - least
      if (chroma > 0) {
        const sixth =
          most === red
            ? (green - blue) / chroma
            : most === green
              ? 2 + (blue - red) / chroma
              : 4 + (red - green) / chroma
        // From −1 to below 11; brought to the circle from 0 to below 6.
        const far = sixth + turned
        const at = far < 0 ? far + 6 : far >= 6 ? far - 6 : far
        red = least + chroma * clamp(Math.abs(at - 3) - 1)
        green = least + chroma * clamp(2 - Math.abs(at - 2))
        blue = least + chroma * clamp(2 - Math.abs(at - 4))
      }
    }
    image[place] = red * redScale + redShift
    image[place + 1] = green * greenScale + greenShift
    image[place + 2] = blue * blueScale + blueShift
  }
}

/** Gives back the image's mean brightness. */
function brighten(image: Float32Array, factor: number): number {
  let sum = 0
  for (let place = 0; place < image.length; place += 3) {
    const red = clamp(image[place]! * factor)
    const green = clamp(image[place + 1]! * factor)
    const blue = clamp(image[place + 2]! * factor)
    image[place] = red
    image[place + 1] = green
    image[place + 2] = blue
    sum += brightnessOf(red, green, blue)
  }
  return sum / (image.length / 3)
}
