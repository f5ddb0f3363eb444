import '../meta.ts'
import { z } from 'zod'
import type { Text } from '../text.ts'

/** The field of a kernel's L2 regularizer: Keras's factor, 0 for none. */
export const l2Field = (label: Text) =>
  z
    .number()
    .min(0)
    .default(0)
    .meta({
      label,
      help: {
        en: 'Adds this times the sum of the squared weights to the loss, which keeps them small; 0 for none.',
        zh: '把权重平方和乘以该值加到损失上，使权重保持较小；0 表示不使用。',
      },
    })

export const kernelRegularizerField = l2Field({ en: 'L2 penalty on the kernel', zh: '卷积核 L2 正则' })

/** A factor as Keras's configuration says its regularizer. */
export const l2InKeras = (factor: number) =>
  factor === 0
    ? null
    : { module: 'keras.regularizers', class_name: 'L2', config: { l2: factor }, registered_name: null }
