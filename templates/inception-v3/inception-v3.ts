import { z } from 'zod'
import { chain } from '../../src-core/graph/block.ts'
import { make } from '../block.ts'
import { defineTemplate } from '../define.ts'
import { because, smallest, stem } from '../inception.ts'
import { channelsOption, classesOption, editionOption, inputSizeOption } from '../options.ts'
import { imageInput, pooledClassifier, stage } from '../parts.ts'
import { settling } from '../settling.ts'
import { tooSmall } from '../too-small.ts'
import { moduleA, moduleB, moduleC, reductionA, reductionB } from './blocks.ts'

const title = { en: 'Inception v3', zh: 'Inception v3' }

export const inceptionV3 = defineTemplate({
  id: 'inception-v3',
  title,
  year: 2015,
  paper: {
    title: 'Rethinking the Inception Architecture for Computer Vision',
    authors: 'C. Szegedy, V. Vanhoucke, S. Ioffe, J. Shlens, Z. Wojna',
    url: 'https://arxiv.org/abs/1512.00567',
  },
  recipe: {
    plan: {
      optimizer: 'rmsprop',
      rho: 0.9,
      epsilon: 1,
      learningRate: 0.045,
      schedule: 'step',
      decayEpochs: 2,
      decayFactor: 0.94,
      labelSmoothing: 0.1,
      epochs: 100,
    },
    batchSize: 32,
    source: {
      en: 'Szegedy et al. 2015: RMSProp with decay 0.9 and ε 1 in batches of 32 on each of 50 machines; learning rate 0.045, times 0.94 every two epochs; label smoothing 0.1; 100 epochs.',
      zh: 'Szegedy 等，2015：RMSProp，衰减 0.9，ε 为 1，50 台机器各用批大小 32；学习率 0.045，每两轮乘以 0.94；标签平滑 0.1；100 轮。',
    },
  },
  idea: {
    en: 'Large kernels can be taken apart: a 5×5 into two 3×3, a 7×7 into a row and a column. What is saved buys depth. The modules fit their grid: small kernels where the picture is large, long thin ones in the middle, rows and columns side by side at the end, and convolutions beside each pooling so that no halving loses too much at once.',
    zh: '大卷积核可以拆开：5×5 拆成两个 3×3，7×7 拆成一行一列，省下的开销用来加深网络。模块与网格相适应：图像大时用小卷积核，中段用细长的卷积核，末段把行与列并列；每次池化旁边都有卷积，避免减半尺寸时一次丢失太多信息。',
  },
  notes: [
    {
      en: 'Both editions are the same network, that of keras.applications, without the paper’s auxiliary head.',
      zh: '两个版本是同一个网络，与 keras.applications 一致，没有论文中的辅助分类器。',
    },
  ],
  options: z.strictObject({
    edition: editionOption,
    classes: classesOption(1000),
    inputSize: inputSizeOption(299),
    channels: channelsOption(3),
  }),
  training: settling,
  build(options) {
    if (options.inputSize < smallest) return tooSmall({ ...options, title, smallest, because })
    return {
      ok: true,
      tree: chain('inception-v3', [
        imageInput(options),
        stage('stem', 'Stem', stem()),
        stage('inception-a', 'Inception A ×3', [
          make(moduleA, 'mixed0', { poolProjection: 32 }),
          make(moduleA, 'mixed1', { poolProjection: 64 }),
          make(moduleA, 'mixed2', { poolProjection: 64 }),
        ]),
        make(reductionA, 'mixed3', {}),
        stage(
          'inception-b',
          'Inception B ×4',
          [128, 160, 160, 192].map((width, at) => make(moduleB, `mixed${at + 4}`, { width })),
        ),
        make(reductionB, 'mixed8', {}),
        stage('inception-c', 'Inception C ×2', [make(moduleC, 'mixed9', {}), make(moduleC, 'mixed10', {})]),
        pooledClassifier(options.classes),
      ]),
    }
  },
})
