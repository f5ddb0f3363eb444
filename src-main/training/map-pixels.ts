import type { FeatureMaps, HeatMap } from '../../src-core/training/tried.ts'
import type { Maps } from './look-inside.ts'

/** Pixels of a map's longer side at most: larger ones are shown smaller anyhow. */
const mostPixels = 128

/** Some channels as bytes, each from its lowest value to its highest. */
export function featurePixels(maps: Maps, { from, count }: { from: number; count: number }): FeatureMaps {
  const { channels } = maps
  const last = Math.min(channels, from + count)
  const step = Math.ceil(Math.max(maps.height, maps.width) / mostPixels)
  const [height, width] = [Math.ceil(maps.height / step), Math.ceil(maps.width / step)]
  const shown = Math.max(0, last - from)
  const pixels = new Uint8Array(shown * height * width)
  const ranges: [number, number][] = []
  for (let channel = 0; channel < shown; channel++) {
    const map = averaged(maps, from + channel, { step, height, width })
    const range = rangeOf(map)
    ranges.push(range)
    pixels.set(scaled(map, range), channel * height * width)
  }
  return { height, width, channels, pixels, ranges }
}

/** A heat map as bytes: from 0, which nothing speaks below, to its highest value. */
export function heatPixels({ height, width, values }: Maps): HeatMap {
  const [, highest] = rangeOf(values)
  return { height, width, pixels: scaled(values, [0, highest]) }
}

/** One channel, squares of `step` pixels as one. */
function averaged(
  maps: Maps,
  channel: number,
  { step, height, width }: { step: number; height: number; width: number },
) {
  const map = new Float32Array(height * width)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      let [sum, count] = [0, 0]
      for (let y = row * step; y < Math.min(maps.height, (row + 1) * step); y++) {
        for (let x = column * step; x < Math.min(maps.width, (column + 1) * step); x++) {
          sum += maps.values[(y * maps.width + x) * maps.channels + channel]!
          count += 1
        }
      }
      map[row * width + column] = sum / count
    }
  }
  return map
}

/** What is no number is left aside. */
function rangeOf(values: Float32Array): [number, number] {
  let [lowest, highest] = [Infinity, -Infinity]
  for (const value of values) {
    if (value < lowest) lowest = value
    if (value > highest) highest = value
  }
  return lowest <= highest ? [lowest, highest] : [0, 0]
}

/** All 0 where there is no difference. */
const scaled = (values: Float32Array, [lowest, highest]: [number, number]) =>
  Uint8Array.from(values, (value) => (highest > lowest ? Math.round((255 * (value - lowest)) / (highest - lowest)) : 0))
