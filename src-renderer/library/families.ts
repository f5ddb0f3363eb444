import type { Family } from '../../src-core/layers/define.ts'
import type { Text } from '../../src-core/text.ts'

/** What people call the families of layers. */
export const familyTitles: Record<Family, Text> = {
  input: { en: 'Input', zh: '输入' },
  convolution: { en: 'Convolution', zh: '卷积' },
  pooling: { en: 'Pooling', zh: '池化' },
  normalization: { en: 'Normalization', zh: '归一化' },
  activation: { en: 'Activation', zh: '激活' },
  merge: { en: 'Merge', zh: '合并' },
  dense: { en: 'Dense', zh: '全连接' },
  regularization: { en: 'Regularization', zh: '正则化' },
  shape: { en: 'Shape', zh: '形状变换' },
}
