import '../../meta.ts'
import { z } from 'zod'

const group = { en: 'Stopping and keeping', zh: '停止与保存' }

/** When a run ends, and what is kept of it. */
export const keepingFields = {
  steps: z
    .int()
    .positive()
    .max(1e9)
    .optional()
    .meta({
      label: { en: 'Steps', zh: '步数' },
      help: {
        en: 'Ends the run after so many steps, whatever the epochs. Empty: the epochs count.',
        zh: '训练到指定步数即结束，不看轮数。留空则以轮数为准。',
      },
      placeholder: { en: 'by epochs', zh: '按轮数' },
      group,
    }),
  monitor: z
    .enum(['accuracy', 'loss'])
    .default('accuracy')
    .meta({
      label: { en: 'Watch', zh: '监测指标' },
      help: {
        en: 'The figure of validation that says whether an epoch was better: for the best weights, for stopping early and for a schedule that waits for it.',
        zh: '用哪个验证指标判断某一轮是否更好：用于保存最佳权重、提前停止以及停滞时下降的调度。',
      },
      choices: {
        accuracy: { en: 'Validation accuracy', zh: '验证准确率' },
        loss: { en: 'Validation loss', zh: '验证损失' },
      },
      group,
    }),
  improvement: z
    .number()
    .min(0)
    .max(1)
    .default(0.0001)
    .meta({
      label: { en: 'Least improvement', zh: '最小改善' },
      help: {
        en: 'A smaller one does not count, for stopping early and for the schedule.',
        zh: '更小的改善不算数，用于提前停止与调度。',
      },
      group,
      when: ({ stopAfter, schedule }) => stopAfter !== undefined || schedule === 'plateau',
    }),
  stopAfter: z
    .int()
    .positive()
    .max(100_000)
    .optional()
    .meta({
      label: { en: 'Stop early after', zh: '提前停止' },
      help: {
        en: 'Epochs without improvement after which the run ends. Empty: never.',
        zh: '连续多少轮没有改善时结束训练。留空则不提前停止。',
      },
      placeholder: { en: 'never', zh: '不提前' },
      group,
    }),
  keepBest: z
    .boolean()
    .default(true)
    .meta({
      label: { en: 'Keep the best', zh: '保存最佳权重' },
      help: {
        en: 'Keeps the weights of the best epoch beside the last ones.',
        zh: '除最后的权重外，另存最佳一轮的权重。',
      },
      group,
    }),
  checkpointMinutes: z
    .number()
    .min(0.1)
    .max(1_440)
    .default(0.5)
    .meta({
      label: { en: 'Checkpoint every … minutes', zh: '检查点间隔（分钟）' },
      help: {
        en: 'The most that a crash can cost. Each epoch ends with one too.',
        zh: '意外中断时最多损失这么长时间的训练。每轮结束时也会保存。',
      },
      group,
    }),
}
