import { z } from 'zod'
import { chain, layer } from '../../src-core/graph/block.ts'
import type { BlockTree, LayerTree } from '../../src-core/graph/block.ts'
import { make } from '../block.ts'
import { defineTemplate } from '../define.ts'
import { channelsOption, classesOption, editionOption, inputSizeOption } from '../options.ts'
import { imageInput, stage } from '../parts.ts'
import { tooSmall } from '../too-small.ts'
import { convolution, fire } from './blocks.ts'

/** Squeeze and expand channels of fire2 … fire9. */
const fires = [
  [16, 64],
  [16, 64],
  [32, 128],
  [32, 128],
  [48, 192],
  [48, 192],
  [64, 256],
  [64, 256],
] as const

/** The first convolution and the fire modules before which a pooling stands, by version. */
const versions = {
  '1.0': { filters: 96, kernel: 7, poolBefore: [2, 5, 9] },
  '1.1': { filters: 64, kernel: 3, poolBefore: [2, 4, 6] },
} as const

export const squeezenet = defineTemplate({
  id: 'squeezenet',
  title: { en: 'SqueezeNet', zh: 'SqueezeNet' },
  year: 2016,
  paper: {
    title: 'SqueezeNet: AlexNet-level accuracy with 50x fewer parameters and <0.5MB model size',
    authors: 'F. N. Iandola, S. Han, M. W. Moskewicz, K. Ashraf, W. J. Dally, K. Keutzer',
    url: 'https://arxiv.org/abs/1602.07360',
  },
  recipe: {
    plan: { optimizer: 'momentum', learningRate: 0.04, weightDecay: 0.0002, decayKind: 'gradient', schedule: 'linear' },
    batchSize: 512,
    source: {
      en: 'Iandola et al. 2016 and the configuration that they published: SGD with momentum 0.9 and weight decay 0.0002 in batches of 512; learning rate 0.04, falling to 0 in a straight line.',
      zh: 'Iandola 等，2016，及其公布的配置：SGD，动量 0.9，权重衰减 0.0002，批大小 512；学习率 0.04，线性降至 0。',
    },
  },
  idea: {
    en: 'How few weights does AlexNet’s accuracy need? A fiftieth. Every module first squeezes its channels through a 1×1 convolution, so that the costly 3×3 kernels see few of them; there are no dense layers at all, only a mean over the last grid.',
    zh: '达到 AlexNet 的准确率最少需要多少权重？五十分之一。每个模块先用 1×1 卷积压缩通道，使昂贵的 3×3 卷积核只面对少量通道；网络完全没有全连接层，最后只对网格取平均。',
  },
  notes: [
    {
      en: 'The documenting code calls itself the paper’s, but is version 1.1 of the authors’ repository, at 299×299: 1,235,496 parameters. The paper’s is version 1.0, at 224×224: 1,248,424 parameters and more than twice the multiply-accumulates at equal size.',
      zh: '文档代码自称与论文一致，实际是作者代码库中的 1.1 版，图像为 299×299，共 1,235,496 个参数。论文为 1.0 版，图像为 224×224，共 1,248,424 个参数，相同尺寸下乘加次数是 1.1 版的两倍多。',
    },
    {
      en: 'The paper’s last convolution pads its 13×13 grid by hand; here, as in the documenting code, the ReLU after it stays and the softmax follows the mean.',
      zh: '论文对最后 13×13 网格的卷积做了手动填充；这里与文档代码一致，其后保留 ReLU，取平均之后再做 softmax。',
    },
    {
      en: 'The paper does not say how its weights start. Here they start by He’s rule: by Keras’s usual one, as in the documenting code, the network hardly begins to learn.',
      zh: '论文没有说明权重如何初始化。这里采用 He 初始化：若像文档代码那样使用 Keras 的默认方式，网络几乎无法开始学习。',
    },
  ],
  // Without normalization Adam's usual thousandth throws it off.
  training: { learningRate: 0.0003 },
  options: z.strictObject({
    edition: editionOption,
    version: z
      .enum(['1.0', '1.1'])
      .default('1.0')
      .meta({
        label: { en: 'Version', zh: '修订版' },
        help: {
          en: '1.1 starts with a smaller kernel and pools earlier: less than half the cost, as accurate.',
          zh: '1.1 版首个卷积核更小、池化更早：开销不到一半，准确率相当。',
        },
      }),
    classes: classesOption(1000),
    inputSize: inputSizeOption(224),
    channels: channelsOption(3),
  }),
  defaults: ({ edition }) => (edition === 'documented' ? { version: '1.1' as const, inputSize: 299 } : {}),
  build(options) {
    const { version, inputSize, classes } = options
    const smallest = version === '1.0' ? 35 : 31
    if (inputSize < smallest) {
      return tooSmall({
        title: { en: `SqueezeNet ${version}`, zh: `SqueezeNet ${version}` },
        inputSize,
        smallest,
        because: { en: 'it halves them four times without padding', zh: '图像会在不填充的情况下被减半四次' },
      })
    }
    return {
      ok: true,
      tree: chain('squeezenet', [
        imageInput(options),
        ...features(version),
        stage('classifier', 'Classifier', [
          layer('drop9', 'dropout', { rate: 0.5 }),
          convolution('conv10', classes, 1),
          layer('pool10', 'global-avg-pool-2d'),
          layer('predictions', 'activation', { activation: 'softmax' }),
        ]),
      ]),
    }
  },
})

/** Up to the first pooling a stem, then a stage from each pooling to the next. */
function features(version: keyof typeof versions): BlockTree[] {
  const { filters, kernel, poolBefore } = versions[version]
  const pool = (name: string): LayerTree => layer(name, 'max-pool-2d', { poolSize: [3, 3], strides: [2, 2] })
  const stem = convolution('conv1', filters, kernel, { strides: [2, 2] })
  const stages: BlockTree[] = [stage('stem', 'Conv 1', [stem, pool('pool1')])]
  let current: BlockTree[] = []
  fires.forEach(([squeeze, expand], index) => {
    const number = index + 2
    if (number > 2 && poolBefore.some((before) => before === number)) {
      stages.push(stage(`stage${stages.length}`, title(current), [...current, pool(`pool${number - 1}`)]))
      current = []
    }
    current.push(make(fire, `fire${number}`, { squeeze, expand }))
  })
  return [...stages, stage(`stage${stages.length}`, title(current), current)]
}

/** `Fire 2–4` */
function title(modules: BlockTree[]): string {
  const numbers = modules.map((module) => (module.type === 'aside' ? '' : module.name.replace('fire', '')))
  return numbers.length > 1 ? `Fire ${numbers[0]}–${numbers.at(-1)}` : `Fire ${numbers[0]}`
}
