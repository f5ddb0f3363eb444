import '../meta.ts'
import { z } from 'zod'

/** The optimizers that a plan can name, as Keras names them. */
export const optimizers = ['sgd', 'momentum', 'adam', 'rmsprop', 'adagrad'] as const

/** How a run is to be trained. The form, the command line's flags and the run folder's `plan.json` all come from it. */
export const Plan = z.strictObject({
  data: z
    .string()
    .min(1)
    .default('mnist')
    .meta({
      label: { en: 'Data', zh: '数据' },
      choices: {
        mnist: { en: 'MNIST digits', zh: 'MNIST 手写数字' },
        shapes: { en: 'Shapes (drawn)', zh: '几何图形（绘制）' },
      },
    }),
  optimizer: z
    .enum(optimizers)
    .default('adam')
    .meta({
      label: { en: 'Optimizer', zh: '优化器' },
      choices: {
        sgd: { en: 'SGD', zh: 'SGD' },
        momentum: { en: 'SGD + momentum', zh: '带动量的 SGD' },
        adam: { en: 'Adam', zh: 'Adam' },
        rmsprop: { en: 'RMSprop', zh: 'RMSprop' },
        adagrad: { en: 'Adagrad', zh: 'Adagrad' },
      },
    }),
  learningRate: z
    .number()
    .positive()
    .max(100)
    .default(0.001)
    .meta({
      label: { en: 'Learning rate', zh: '学习率' },
      help: { en: 'How far each step moves the weights.', zh: '每一步调整权重的幅度。' },
    }),
  batchSize: z
    .int()
    .positive()
    .max(65_536)
    .default(64)
    .meta({
      label: { en: 'Batch size', zh: '批大小' },
      help: { en: 'How many examples each step looks at.', zh: '每一步所用的样本数。' },
    }),
  epochs: z
    .int()
    .positive()
    .max(100_000)
    .default(5)
    .meta({
      label: { en: 'Epochs', zh: '轮数' },
      help: { en: 'How often the whole training data is gone through.', zh: '完整遍历训练数据的次数。' },
    }),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(1)
    .meta({
      label: { en: 'Seed', zh: '随机种子' },
      help: {
        en: 'Decides the initial weights and the shuffling: the same seed gives the same run.',
        zh: '决定初始权重与打乱顺序：种子相同，训练过程也相同。',
      },
    }),
  /** Only the first so many training examples; validation stays whole. */
  limit: z
    .int()
    .positive()
    .optional()
    .meta({
      label: { en: 'Examples at most', zh: '样本上限' },
      help: {
        en: 'Training examples; empty means all. Validation always takes all.',
        zh: '训练样本数，留空表示全部。验证始终使用全部样本。',
      },
    }),
  device: z
    .enum(['auto', 'gpu', 'cpu'])
    .default('auto')
    .meta({
      label: { en: 'Device', zh: '设备' },
      choices: {
        auto: { en: 'GPU if there is one', zh: '优先使用 GPU' },
        gpu: { en: 'GPU', zh: 'GPU' },
        cpu: { en: 'CPU', zh: 'CPU' },
      },
    }),
})
export type Plan = z.output<typeof Plan>
