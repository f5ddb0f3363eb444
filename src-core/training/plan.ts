import '../meta.ts'
import { z } from 'zod'
import { Augmentation } from './augmentation.ts'
import { keepingFields } from './plan/keeping.ts'
import { lossFields } from './plan/loss.ts'
import { optimizerFields } from './plan/optimizer.ts'
import { scheduleFields } from './plan/schedule.ts'
import { startFields } from './plan/start.ts'

export { optimizers } from './plan/optimizer.ts'

const group = { en: 'Run', zh: '运行' }

/**
 * How a run is to be trained. The form, the command line's flags and the run folder's `plan.json` all come from it. Every
 * field has a default, so that a plan of an earlier version is one of this. Fields of no `group` are the essential ones.
 */
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
  /** What is done to images between the source and the network; absent where they are only brought to its shape. */
  augmentation: Augmentation.optional(),
  ...optimizerFields,
  ...scheduleFields,
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
  ...lossFields,
  ...keepingFields,
  ...startFields,
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
      group,
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
      placeholder: { en: 'All', zh: '全部' },
      group,
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
      group,
    }),
})
export type Plan = z.output<typeof Plan>

/** How many steps a plan takes in all. */
export const stepsOf = ({ steps, epochs }: Pick<Plan, 'steps' | 'epochs'>, stepsPerEpoch: number): number =>
  steps ?? epochs * stepsPerEpoch

/** How many epochs a plan takes, the last of which may be cut short. */
export const epochsOf = ({ steps, epochs }: Pick<Plan, 'steps' | 'epochs'>, stepsPerEpoch: number): number =>
  steps === undefined ? epochs : Math.ceil(steps / stepsPerEpoch)
