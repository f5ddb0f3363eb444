import { ownLayer } from '../own-layer.tfjs.ts'
import type { BuildLayer } from '../tfjs.ts'
import type { ChannelShuffleParams } from './channel-shuffle.ts'

export const buildChannelShuffle: BuildLayer<ChannelShuffleParams> = (context, { groups }) =>
  ownLayer(context, {
    className: 'ChannelShuffle',
    params: { groups },
    compute(input) {
      const { tf } = context
      const room = input.shape.slice(0, -1)
      const grouped = tf.reshape(input, [...room, groups, input.shape.at(-1)! / groups])
      const axes = room.map((_, i) => i)
      return tf.reshape(tf.transpose(grouped, [...axes, room.length + 1, room.length]), input.shape)
    },
  })
