import '../../meta.ts'
import { z } from 'zod'
import { reportedEpochs } from '../classes.ts'

/** Orders in which a kernel may take the colours of an image. */
export const channelOrders = ['rgb', 'bgr'] as const

const group = { en: 'Run', zh: '运行' }

/** What a run begins with. */
export const startFields = {
  /** The id or the folder of a run, or the path of a file of weights. */
  from: z
    .string()
    .min(1)
    .max(4096)
    .optional()
    .meta({
      label: { en: 'Begin with', zh: '起始权重' },
      help: {
        en: 'A run, or a file of Keras’s weights (.h5, .keras), whose weights the training begins with wherever they fit.',
        zh: '以某次训练或 Keras 权重文件（.h5、.keras）中相符的权重开始训练。',
      },
      placeholder: { en: 'random weights', zh: '随机权重' },
      group,
    }),
  fromWeights: z
    .enum(reportedEpochs)
    .optional()
    .meta({
      label: { en: 'Which weights of that run', zh: '使用该训练的哪份权重' },
      choices: { last: { en: 'The last ones', zh: '最后' }, best: { en: 'Of its best epoch', zh: '最佳一轮' } },
      placeholder: { en: 'the last ones', zh: '最后' },
      group,
      when: ({ from }) => from !== undefined,
    }),
  fromChannels: z
    .enum(channelOrders)
    .optional()
    .meta({
      label: { en: 'Colours in that file’s first kernel', zh: '该文件首个卷积核的通道顺序' },
      choices: { rgb: { en: 'Red first', zh: '红、绿、蓝' }, bgr: { en: 'Blue first', zh: '蓝、绿、红' } },
      placeholder: { en: 'red first', zh: '红、绿、蓝' },
      group,
      when: ({ from }) => from !== undefined,
    }),
}

export const startKeys = Object.keys(startFields) as (keyof typeof startFields)[]
