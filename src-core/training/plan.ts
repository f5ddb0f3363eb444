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
    .meta({ label: { en: 'Data', zh: '数据' } }),
  optimizer: z
    .enum(optimizers)
    .default('adam')
    .meta({ label: { en: 'Optimizer', zh: '优化器' } }),
  learningRate: z
    .number()
    .positive()
    .max(100)
    .default(0.001)
    .meta({ label: { en: 'Learning rate', zh: '学习率' } }),
  batchSize: z
    .int()
    .positive()
    .max(65_536)
    .default(64)
    .meta({ label: { en: 'Batch size', zh: '批大小' } }),
  epochs: z
    .int()
    .positive()
    .max(100_000)
    .default(5)
    .meta({ label: { en: 'Epochs', zh: '轮数' } }),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(1)
    .meta({ label: { en: 'Seed', zh: '随机种子' } }),
  /** Only the first so many training examples; validation stays whole. */
  limit: z
    .int()
    .positive()
    .optional()
    .meta({ label: { en: 'Training examples at most', zh: '训练样本上限' } }),
  device: z
    .enum(['auto', 'gpu', 'cpu'])
    .default('auto')
    .meta({ label: { en: 'Device', zh: '设备' } }),
})
export type Plan = z.output<typeof Plan>
