import { z } from 'zod'
import { problem } from '../../graph/problem.ts'
import { sizeOf } from '../../graph/shape.ts'
import { defineLayer } from '../define.ts'
import { sliceInOnnx } from './slice.onnx.ts'

const params = z.strictObject({
  start: z
    .int()
    .min(0)
    .default(0)
    .meta({
      label: { en: 'First channel', zh: '起始通道' },
      help: { en: 'Counted from 0.', zh: '从 0 开始计数。' },
    }),
  size: z
    .int()
    .positive()
    .nullable()
    .default(null)
    .meta({
      label: { en: 'Channels', zh: '通道数' },
      help: { en: 'Empty means all from the first on.', zh: '留空表示从起始通道取到最后。' },
    }),
})
export type SliceParams = z.output<typeof params>

/**
 * Keeps the channels `start`, `start + 1`, … `start + size − 1`. Several slices of one tensor split it: a layer has one
 * output.
 */
export const slice = defineLayer({
  kind: 'slice',
  version: 1,
  title: { en: 'Slice of channels', zh: '通道切片' },
  description: {
    en: 'Keeps some neighbouring channels; several slices split a tensor.',
    zh: '只保留一段相邻的通道；用多个切片即可拆分张量。',
  },
  family: 'shape',
  inputs: { min: 1, max: 1 },
  params,
  infer({ start, size }, [input]) {
    const channels = input!.at(-1)!
    if (start >= channels) {
      return problem(
        {
          en: `Channel ${start} is not there: an input of ${channels} channels has those from 0 to ${channels - 1}.`,
          zh: `通道 ${start} 不存在：输入有 ${channels} 个通道，编号为 0 到 ${channels - 1}。`,
        },
        {
          param: 'start',
          fix: { label: { en: 'Take all channels', zh: '取全部通道' }, params: { start: 0, size: null } },
        },
      )
    }
    const rest = channels - start
    if (size !== null && size > rest) {
      return problem(
        {
          en: `From channel ${start} on there are ${rest} channels, not ${size}.`,
          zh: `从通道 ${start} 起只有 ${rest} 个通道，而不是 ${size} 个。`,
        },
        { param: 'size', fix: { label: { en: `Take these ${rest}`, zh: `取这 ${rest} 个` }, params: { size: rest } } },
      )
    }
    return { ok: true, shape: [...input!.slice(0, -1), size ?? rest] }
  },
  weights: () => [],
  macs: () => 0,
  summary: ({ start, size }) => (size === null ? `${start} …` : `${start} … ${start + size - 1}`),
  /** Keras crops heights and widths: the channels lie along the width meanwhile. */
  keras({ start, size }, [input]) {
    const channels = input!.at(-1)!
    const room = input!.slice(0, -1)
    const kept = size ?? channels - start
    const rows = sizeOf(room)
    return [
      {
        step: 'rows',
        takes: [0],
        shape: [rows, channels, 1],
        className: 'Reshape',
        config: { target_shape: [rows, channels, 1] },
      },
      {
        step: 'cut',
        takes: ['rows'],
        shape: [rows, kept, 1],
        className: 'Cropping2D',
        config: {
          cropping: [
            [0, 0],
            [start, channels - start - kept],
          ],
          data_format: 'channels_last',
        },
      },
      {
        step: 'slice',
        takes: ['cut'],
        shape: [...room, kept],
        className: 'Reshape',
        config: { target_shape: [...room, kept] },
      },
    ]
  },
  python: ({ start, size }) => ({
    className: 'Slice',
    config: { start: start === 0 ? null : start, stop: size === null ? null : start + size },
  }),
  onnx: sliceInOnnx,
})
