import '../../meta.ts'
import { z } from 'zod'

const group = { en: 'Loss and gradients', zh: '损失与梯度' }

/** What is added to the plain cross-entropy, and what is done to its gradients before the optimizer has them. */
export const lossFields = {
  weightDecay: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .meta({
      label: { en: 'Weight decay', zh: '权重衰减' },
      help: {
        en: 'Draws the weights towards 0 at each step. Empty: 0.004 for AdamW, none for the others.',
        zh: '每一步把权重拉向 0。留空时 AdamW 为 0.004，其他优化器不使用。',
      },
      placeholder: { en: 'default', zh: '默认' },
      group,
    }),
  /** AdamW is what has it apart, so there is nothing to choose. */
  decayKind: z
    .enum(['decoupled', 'gradient'])
    .default('decoupled')
    .meta({
      label: { en: 'Decay as', zh: '衰减方式' },
      help: {
        en: 'Apart from the gradient, as Keras does it; or as a part of it (L2), as most papers and PyTorch do.',
        zh: '与梯度分开计算（Keras 的做法），或作为梯度的一部分（L2，多数论文与 PyTorch 的做法）。',
      },
      choices: {
        decoupled: { en: 'Apart (decoupled)', zh: '独立（解耦）' },
        gradient: { en: 'In the gradient (L2)', zh: '加入梯度（L2）' },
      },
      group,
      when: ({ weightDecay, optimizer }) => typeof weightDecay === 'number' && weightDecay > 0 && optimizer !== 'adamw',
    }),
  labelSmoothing: z
    .number()
    .min(0)
    .lt(1)
    .default(0)
    .meta({
      label: { en: 'Label smoothing', zh: '标签平滑' },
      help: {
        en: 'The share of each label that is spread evenly over all classes.',
        zh: '每个标签中平均分给所有类别的比例。',
      },
      group,
    }),
  classWeights: z
    .enum(['none', 'balanced'])
    .default('none')
    .meta({
      label: { en: 'Class weights', zh: '类别权重' },
      help: {
        en: 'Balanced: the rarer a class, the more its examples count in training.',
        zh: '均衡：类别越少见，其样本在训练中的权重越大。',
      },
      choices: { none: { en: 'All the same', zh: '全部相同' }, balanced: { en: 'Balanced', zh: '均衡' } },
      group,
    }),
  auxiliaryWeight: z
    .number()
    .min(0)
    .max(10)
    .default(0.3)
    .meta({
      label: { en: 'Auxiliary heads count', zh: '辅助分类器权重' },
      help: {
        en: 'How much the loss of each output beside the main one counts. The main one counts 1.',
        zh: '主输出之外每个输出的损失所占权重，主输出为 1。',
      },
      group,
    }),
  clip: z
    .enum(['none', 'norm', 'global'])
    .default('none')
    .meta({
      label: { en: 'Clip gradients', zh: '梯度裁剪' },
      help: { en: 'Shortens gradients that are too long.', zh: '缩短过大的梯度。' },
      choices: {
        none: { en: 'No', zh: '不裁剪' },
        norm: { en: 'Each weight’s norm', zh: '按各权重的范数' },
        global: { en: 'The norm of all', zh: '按全部梯度的范数' },
      },
      group,
    }),
  clipNorm: z
    .number()
    .positive()
    .max(1e6)
    .default(1)
    .meta({
      label: { en: 'Longest norm', zh: '最大范数' },
      group,
      when: ({ clip }) => clip !== 'none',
    }),
}
