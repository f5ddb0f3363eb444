import '../../meta.ts'
import { z } from 'zod'

/** The optimizers that a plan can name. `momentum` is Keras's SGD with momentum; AdamW is Adam with weight decay. */
export const optimizers = ['sgd', 'momentum', 'adam', 'adamw', 'rmsprop', 'adagrad'] as const

const group = { en: 'Optimizer', zh: '优化器' }
const uses = (...ids: (typeof optimizers)[number][]) => ({
  when: ({ optimizer }: Readonly<Record<string, unknown>>) => (ids as unknown[]).includes(optimizer),
})

/** A moving average's share that stays at each step. */
const share = z.number().min(0).lt(1)

/** Which rule moves the weights. Names and defaults are Keras's. */
export const optimizerFields = {
  optimizer: z
    .enum(optimizers)
    .default('adam')
    .meta({
      label: { en: 'Optimizer', zh: '优化器' },
      choices: {
        sgd: { en: 'SGD', zh: 'SGD' },
        momentum: { en: 'SGD + momentum', zh: '带动量的 SGD' },
        adam: { en: 'Adam', zh: 'Adam' },
        adamw: { en: 'AdamW', zh: 'AdamW' },
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
  momentum: share.default(0.9).meta({
    label: { en: 'Momentum', zh: '动量' },
    help: { en: 'How much of the last step’s movement goes on.', zh: '上一步的移动保留多少。' },
    ...uses('momentum'),
  }),
  nesterov: z
    .boolean()
    .default(false)
    .meta({
      label: { en: 'Nesterov', zh: 'Nesterov' },
      help: { en: 'Looks ahead along the movement before it corrects it.', zh: '先沿动量方向前瞻，再作修正。' },
      ...uses('momentum'),
    }),
  beta1: share.default(0.9).meta({
    label: { en: 'Beta 1', zh: 'Beta 1' },
    help: { en: 'How much of the average gradient stays at each step.', zh: '梯度均值每步保留的比例。' },
    group,
    ...uses('adam', 'adamw'),
  }),
  beta2: share.default(0.999).meta({
    label: { en: 'Beta 2', zh: 'Beta 2' },
    help: { en: 'How much of the average squared gradient stays at each step.', zh: '梯度平方均值每步保留的比例。' },
    group,
    ...uses('adam', 'adamw'),
  }),
  rho: share.default(0.9).meta({
    label: { en: 'Rho', zh: 'Rho' },
    help: { en: 'How much of the average squared gradient stays at each step.', zh: '梯度平方均值每步保留的比例。' },
    group,
    ...uses('rmsprop'),
  }),
  /** Apart from `momentum`, because RMSprop has none unless asked. */
  rmspropMomentum: share.default(0).meta({
    label: { en: 'RMSprop’s momentum', zh: 'RMSprop 的动量' },
    help: { en: 'How much of the last step’s movement goes on.', zh: '上一步的移动保留多少。' },
    group,
    ...uses('rmsprop'),
  }),
  accumulator: z
    .number()
    .min(0)
    .max(1e6)
    .default(0.1)
    .meta({
      label: { en: 'First accumulator', zh: '初始累加值' },
      help: { en: 'What the sums of squared gradients begin with.', zh: '梯度平方和的初始值。' },
      group,
      ...uses('adagrad'),
    }),
  epsilon: z
    .number()
    .positive()
    .max(10)
    .default(1e-7)
    .meta({
      label: { en: 'Epsilon', zh: 'Epsilon' },
      help: { en: 'Keeps the division by small squares in bounds.', zh: '避免除以过小的数。' },
      group,
      ...uses('adam', 'adamw', 'rmsprop', 'adagrad'),
    }),
}
