import '../../meta.ts'
import { z } from 'zod'

export const schedules = ['constant', 'step', 'exponential', 'linear', 'cosine', 'plateau'] as const

const uses = (...ids: (typeof schedules)[number][]) => ({
  when: ({ schedule }: Readonly<Record<string, unknown>>) => (ids as unknown[]).includes(schedule),
})

/** What becomes of the learning rate in the course of a run, see `learningRateAt`. */
export const scheduleFields = {
  schedule: z
    .enum(schedules)
    .default('constant')
    .meta({
      label: { en: 'Schedule', zh: '学习率调度' },
      help: {
        en: 'What becomes of the learning rate in the course of the run.',
        zh: '训练过程中学习率如何变化。',
      },
      choices: {
        constant: { en: 'Constant', zh: '恒定' },
        step: { en: 'Steps', zh: '阶梯下降' },
        exponential: { en: 'Exponential', zh: '指数下降' },
        linear: { en: 'Linear', zh: '线性下降' },
        cosine: { en: 'Cosine', zh: '余弦下降' },
        plateau: { en: 'When nothing improves', zh: '停滞时下降' },
      },
    }),
  decayFactor: z
    .number()
    .positive()
    .lt(1)
    .default(0.1)
    .meta({
      label: { en: 'Decay factor', zh: '下降倍数' },
      help: { en: 'What the learning rate is multiplied by each time.', zh: '每次下降时学习率乘以的倍数。' },
      ...uses('step', 'exponential', 'plateau'),
    }),
  decayEpochs: z
    .number()
    .positive()
    .max(100_000)
    .default(10)
    .meta({
      label: { en: 'Decay every … epochs', zh: '每几轮下降' },
      help: {
        en: 'How many epochs it takes until the factor is reached, counted from the end of the warm-up.',
        zh: '每过多少轮乘以一次倍数，从预热结束算起。',
      },
      ...uses('step', 'exponential'),
    }),
  decayPatience: z
    .int()
    .positive()
    .max(100_000)
    .default(10)
    .meta({
      label: { en: 'Decay after … epochs', zh: '停滞几轮后下降' },
      help: {
        en: 'Epochs in which the watched figure does not improve.',
        zh: '监测指标连续多少轮没有改善。',
      },
      ...uses('plateau'),
    }),
  finalRate: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .meta({
      label: { en: 'At the end', zh: '最终比例' },
      help: {
        en: 'What is left of the learning rate at the end, as a share of it.',
        zh: '结束时的学习率占原学习率的比例。',
      },
      ...uses('linear', 'cosine'),
    }),
  leastRate: z
    .number()
    .min(0)
    .max(100)
    .default(0)
    .meta({
      label: { en: 'Lowest learning rate', zh: '最低学习率' },
      ...uses('plateau'),
    }),
  warmupEpochs: z
    .number()
    .min(0)
    .max(1_000)
    .default(0)
    .meta({
      label: { en: 'Warm-up epochs', zh: '预热轮数' },
      help: {
        en: 'The learning rate rises from 0 in so many epochs before the schedule begins.',
        zh: '调度开始前，学习率在这么多轮内从 0 逐渐升高。',
      },
      group: { en: 'Learning rate', zh: '学习率' },
    }),
}
