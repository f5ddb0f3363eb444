import type { Text } from '../text.ts'
import type { Family } from './define.ts'

interface FamilyLook {
  /** What people call the layers of the family. */
  title: Text
  /** Its colour on light and on dark surfaces: 3:1 on each; test/window/tokens.test.ts holds them to it. */
  light: string
  dark: string
}

/** How each family of layers is named and coloured, in the window and in figures. */
export const familyLooks: Readonly<Record<Family, FamilyLook>> = {
  input: { title: { en: 'Input', zh: '输入' }, light: '#5d6675', dark: '#a2abba' },
  convolution: { title: { en: 'Convolution', zh: '卷积' }, light: '#2f66d9', dark: '#78a2ff' },
  pooling: { title: { en: 'Pooling', zh: '池化' }, light: '#087f8c', dark: '#4cc3cf' },
  normalization: { title: { en: 'Normalization', zh: '归一化' }, light: '#7a51c7', dark: '#b497f0' },
  activation: { title: { en: 'Activation', zh: '激活' }, light: '#b3620a', dark: '#eda65c' },
  merge: { title: { en: 'Merge', zh: '合并' }, light: '#b5347f', dark: '#ee86c0' },
  dense: { title: { en: 'Dense', zh: '全连接' }, light: '#2a7d3f', dark: '#6cc584' },
  regularization: { title: { en: 'Regularization', zh: '正则化' }, light: '#857018', dark: '#d3bd58' },
  shape: { title: { en: 'Shape', zh: '形状变换' }, light: '#a4493d', dark: '#e59385' },
}
