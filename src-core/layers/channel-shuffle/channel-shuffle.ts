import { z } from 'zod'
import { problem } from '../../graph/problem.ts'
import { defineLayer } from '../define.ts'
import { channelShuffleInOnnx } from './channel-shuffle.onnx.ts'

const params = z.strictObject({
  groups: z
    .int()
    .positive()
    .default(2)
    .meta({
      label: { en: 'Groups', zh: '分组数' },
      help: {
        en: 'That of the grouped convolutions around it; must divide the channels.',
        zh: '与前后分组卷积的分组数一致；须能整除通道数。',
      },
    }),
})
export type ChannelShuffleParams = z.output<typeof params>

/**
 * ShuffleNet's shuffle: channels are laid out as groups × (channels / groups), transposed and laid out in a row again, so
 * that each group of the next convolution sees channels of every group of the last.
 */
export const channelShuffle = defineLayer({
  kind: 'channel-shuffle',
  version: 1,
  title: { en: 'Channel shuffle', zh: '通道混洗' },
  description: {
    en: 'Deals the channels of each group out to all groups.',
    zh: '把每组的通道均匀分发到所有组中。',
  },
  family: 'shape',
  inputs: { min: 1, max: 1 },
  params,
  infer({ groups }, [input]) {
    const channels = input!.at(-1)!
    if (channels % groups === 0) return { ok: true, shape: input! }
    return problem(
      {
        en: `${channels} channels cannot be dealt out to ${groups} equal groups.`,
        zh: `${channels} 个通道无法平均分到 ${groups} 组。`,
      },
      { param: 'groups', fix: { label: { en: 'Use one group', zh: '不分组' }, params: { groups: 1 } } },
    )
  },
  weights: () => [],
  macs: () => 0,
  // Which channel is which changes.
  signal: (_, [square]) => square!,
  summary: ({ groups }) => `g=${groups}`,
  keras({ groups }, [input]) {
    const room = input!.slice(0, -1)
    const each = input!.at(-1)! / groups
    const axes = room.map((_, i) => i + 1)
    return [
      {
        step: 'groups',
        takes: [0],
        shape: [...room, groups, each],
        className: 'Reshape',
        config: { target_shape: [...room, groups, each] },
      },
      {
        step: 'transposed',
        takes: ['groups'],
        shape: [...room, each, groups],
        className: 'Permute',
        config: { dims: [...axes, input!.length + 1, input!.length] },
      },
      {
        step: 'shuffled',
        takes: ['transposed'],
        shape: input!,
        className: 'Reshape',
        config: { target_shape: input! },
      },
    ]
  },
  python: ({ groups }) => ({ className: 'ChannelShuffle', config: { groups } }),
  onnx: channelShuffleInOnnx,
})
