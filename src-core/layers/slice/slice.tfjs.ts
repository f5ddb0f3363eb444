import { ownLayer } from '../own-layer.tfjs.ts'
import type { BuildLayer } from '../tfjs.ts'
import type { SliceParams } from './slice.ts'

export const buildSlice: BuildLayer<SliceParams> = (context, { start, size }) =>
  ownLayer(context, {
    className: 'ChannelSlice',
    params: { start, size },
    shape: (input) => [...input.slice(0, -1), size ?? input.at(-1)! - start],
    compute(input) {
      const room = input.shape.slice(0, -1)
      const kept = size ?? input.shape.at(-1)! - start
      return context.tf.slice(input, [...room.map(() => 0), start], [...room, kept])
    },
  })
