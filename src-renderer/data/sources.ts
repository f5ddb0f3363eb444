import type { Text } from '../../src-core/text.ts'
import type { PathRequest } from '../store/files.ts'

/** A kind of data, as the first word of a source's text names it. */
export interface SourceKind {
  word: string
  title: Text
  /** One sentence: what has to be there. */
  needs: Text
  /** What a person points at; absent where nothing of theirs is needed. */
  path?: { mode: PathRequest['mode']; title: Text; extensions?: string[] }
}

export const sourceKinds: readonly SourceKind[] = [
  {
    word: 'mnist',
    title: { en: 'MNIST digits', zh: 'MNIST 手写数字' },
    needs: {
      en: 'Handwritten digits in grey, 28×28, that Layerloom brings along.',
      zh: '随 Layerloom 附带的 28×28 灰度手写数字。',
    },
  },
  {
    word: 'shapes',
    title: { en: 'Shapes (drawn)', zh: '几何图形（绘制）' },
    needs: {
      en: 'Drawn in colour, in the size and with the classes that the network wants.',
      zh: '按网络所需的尺寸与类别绘制的彩色图形。',
    },
  },
  {
    word: 'folder',
    title: { en: 'Image folder', zh: '图像文件夹' },
    needs: {
      en: 'A folder for each class, with its images in it. Folders “train” and “val” are taken as they are; otherwise a part is held out for validation.',
      zh: '每个类别一个文件夹，其中存放该类别的图像。若有“train”和“val”文件夹则直接采用，否则自动留出一部分用于验证。',
    },
    path: { mode: 'open-folder', title: { en: 'Choose the images’ folder', zh: '选择图像文件夹' } },
  },
  {
    word: 'csv',
    title: { en: 'Table of images (CSV)', zh: '图像列表（CSV）' },
    needs: {
      en: 'Lines of path and label; paths may be relative to the table.',
      zh: '每行一个路径和一个标签，路径可相对于该表格。',
    },
    path: { mode: 'open', title: { en: 'Choose the table', zh: '选择表格' }, extensions: ['csv'] },
  },
  {
    word: 'cifar10',
    title: { en: 'CIFAR-10', zh: 'CIFAR-10' },
    needs: {
      en: 'The folder of its binary version: data_batch_1.bin … test_batch.bin.',
      zh: '二进制版本所在的文件夹：data_batch_1.bin … test_batch.bin。',
    },
    path: { mode: 'open-folder', title: { en: 'Choose CIFAR-10’s folder', zh: '选择 CIFAR-10 文件夹' } },
  },
  {
    word: 'idx',
    title: { en: 'IDX files', zh: 'IDX 文件' },
    needs: {
      en: 'A folder with files named as MNIST’s are: train-images…, train-labels…, t10k-….',
      zh: '文件命名与 MNIST 相同的文件夹：train-images…、train-labels…、t10k-…。',
    },
    path: { mode: 'open-folder', title: { en: 'Choose the files’ folder', zh: '选择文件所在的文件夹' } },
  },
]
