import type { ShapeClass } from '../../src-core/training/shape-classes.ts'
import type { Below } from './generator.ts'
import { distances } from './shape-distances.ts'
import type { Distance } from './shape-distances.ts'
import { fillOf } from './shape-fills.ts'

/** Red, green and blue in [0, 1]. */
export type Colour = readonly [red: number, green: number, blue: number]

/** Where a shape lies: its middle and radius in pixels, and the cosine and sine by which it is turned. */
interface Pose {
  x: number
  y: number
  radius: number
  cosine: number
  sine: number
}

interface Scene {
  pose: Pose
  shape: Distance
  fill: Distance
  background: Colour
  foreground: Colour
  /** How far a pixel's value may be off, either way. */
  noise: number
}

/**
 * Draws one image of a class into `image`, the rest of it by chance.
 * @param image `[height, width, channels]`, filled
 * @param size.channels 3, or 1 for the brightness alone
 */
export function drawShape(
  image: Uint8Array,
  size: { height: number; width: number; channels: number },
  { kind, family, pattern }: ShapeClass,
  below: Below,
) {
  const pose = choosePose(size, below)
  const { foreground, background } = chooseColours(family, below)
  const noise = between(below, 0.01, 0.06)
  const scene = { pose, shape: distances[kind], fill: fillOf(pattern, distances[kind]), foreground, background, noise }
  paint(image, size, scene, below)
}

/** A number from `from` to below `to`, one of 2²⁴. */
const between = (below: Below, from: number, to: number) => from + ((to - from) * below(2 ** 24)) / 2 ** 24

function choosePose({ height, width }: { height: number; width: number }, below: Below): Pose {
  const side = Math.min(height, width)
  const radius = side * between(below, 0.3, 0.46)
  const x = between(below, radius, width - radius)
  const y = between(below, radius, height - radius)
  const [cosine, sine] = chooseDirection(below)
  return { x, y, radius, cosine, sine }
}

/** Turned by up to 30° either way: a few pixels turned any way would take many more images to learn. */
function chooseDirection(below: Below): [cosine: number, sine: number] {
  const slope = between(below, -1, 1) / Math.sqrt(3)
  const cosine = 1 / Math.sqrt(1 + slope * slope)
  return [cosine, slope * cosine]
}

/** A full colour on a dull one that is clearly darker, so that the shape is also seen in grey. */
function chooseColours(family: number | undefined, below: Below): { foreground: Colour; background: Colour } {
  const hue = family === undefined ? between(below, 0, 12) : (family + between(below, -0.25, 0.25) + 12) % 12
  const foreground = colourOf(hue, between(below, 0.7, 1), between(below, 0.5, 0.75))
  const bright = brightness(foreground)
  const target = between(below, 0, bright - 0.2)
  const tint = colourOf(between(below, 0, 12), 0.25, 0.5)
  const shift = target - brightness(tint)
  return { foreground, background: tint.map((value) => clamp(value + shift)) as unknown as Colour }
}

/** @param hue from 0 (red) to 12, each a twelfth of the circle */
function colourOf(hue: number, saturation: number, lightness: number): Colour {
  const reach = saturation * Math.min(lightness, 1 - lightness)
  const part = (place: number) => {
    const at = (place + hue) % 12
    return lightness - reach * Math.max(-1, Math.min(at - 3, 9 - at, 1))
  }
  return [part(0), part(8), part(4)]
}

/** As Rec. 601 weighs the three. */
const brightness = ([red, green, blue]: Colour) => 0.299 * red + 0.587 * green + 0.114 * blue
const clamp = (value: number) => Math.min(Math.max(value, 0), 1)

function paint(
  image: Uint8Array,
  { height, width, channels }: { height: number; width: number; channels: number },
  { pose, shape, fill, background, foreground, noise }: Scene,
  below: Below,
) {
  const under = channels === 1 ? [brightness(background)] : background
  const over = channels === 1 ? [brightness(foreground)] : foreground
  let place = 0
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const covered = coverage(row, column, pose, shape, fill)
      // One draw has the noise of all three channels, ten bits each.
      const grain = below(2 ** 30)
      for (let channel = 0; channel < channels; channel++) {
        const off = (((grain >>> (10 * channel)) & 1023) / 511.5 - 1) * noise
        const value = under[channel]! + (over[channel]! - under[channel]!) * covered + off
        image[place++] = Math.round(clamp(value) * 255)
      }
    }
  }
}

/** How much of a pixel the shape covers, from 0 to 1: its edge fades over one pixel. */
function coverage(row: number, column: number, pose: Pose, shape: Distance, fill: Distance): number {
  const [right, up] = [column + 0.5 - pose.x, pose.y - (row + 0.5)]
  const reach = pose.radius + 1
  if (right * right + up * up > reach * reach) return 0
  const x = (right * pose.cosine + up * pose.sine) / pose.radius
  const y = (up * pose.cosine - right * pose.sine) / pose.radius
  const inside = clamp(0.5 - shape(x, y) * pose.radius)
  if (inside === 0) return 0
  return inside * (1 - 0.85 * clamp(0.5 + fill(x, y) * pose.radius))
}
