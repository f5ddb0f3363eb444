import type { Augmentation } from '../../src-core/training/augmentation.ts'

/** What becomes of a byte: `byte × scale + shift`, channel by channel. */
export interface Tone {
  scale: Float64Array
  shift: Float64Array
  /** The same for every byte: 256 a channel. */
  levels: Float32Array
  /** Four pixels' scales and then their shifts, which the kernel takes at once. */
  ofFour: Float32Array
}

/** Kept: for a small image it takes as long as the image does. */
const known = new WeakMap<object, Tone>()

/** Values in [0, 1], normalized. @param normal kept by its identity */
export function normalized(normal: Pick<Augmentation, 'mean' | 'deviation'>, channels: number): Tone {
  const kept = known.get(normal)
  if (kept && kept.scale.length === channels) return kept
  const { mean, deviation } = normal
  const spread = (channel: number) => deviation[channel % deviation.length]!
  const middle = (channel: number) => mean[channel % mean.length]!
  const each = Array.from({ length: channels }, (_, channel) => channel)
  const scale = Float64Array.from(each, (channel) => 1 / (255 * spread(channel)))
  const shift = Float64Array.from(each, (channel) => -middle(channel) / spread(channel))
  const tone = {
    scale,
    shift,
    ofFour: Float32Array.from([...scale, ...scale, ...scale, ...scale, ...shift, ...shift, ...shift, ...shift]),
    levels: Float32Array.from({ length: channels * 256 }, (_, place) => {
      const channel = place >> 8
      return ((place & 255) / 255 - middle(channel)) / spread(channel)
    }),
  }
  known.set(normal, tone)
  return tone
}

const plainly = { mean: [0], deviation: [1] }

/** Values in [0, 1]. */
export const unchanged = (channels: number): Tone => normalized(plainly, channels)
