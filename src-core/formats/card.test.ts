import { expect, test } from 'vitest'
import { chain, layer } from '../graph/block.ts'
import { analyze } from '../graph/analyze.ts'
import { expand } from '../graph/expand.ts'
import { Plan } from '../training/plan.ts'
import { modelCard } from './card.ts'
import type { CardFacts } from './card.ts'
import { usageOf } from './usage.ts'

const document = expand(
  chain('', [
    layer('input', 'input', { shape: [8, 8, 1] }),
    chain('features', [layer('conv', 'conv2d', { filters: 4 }), layer('norm', 'batch-normalization')], {
      title: 'Features | first',
    }),
    layer('flatten', 'flatten'),
    layer('classify', 'dense', { units: 2, activation: 'softmax' }),
  ]),
)
const analysis = analyze(document)
const plan = Plan.parse({
  data: 'shapes',
  epochs: 3,
  augmentation: { fit: 'pad', mean: [0.5], deviation: [0.25] },
})
const labels = ['circle', 'square']
const facts: CardFacts = {
  title: { en: 'Small', zh: '小网络' },
  figure: 'a small (1).figure.svg',
  origin: {
    idea: { en: 'Look twice.', zh: '看两遍。' },
    year: 1998,
    paper: { title: 'On Looking', authors: 'A. Seer, B. Looker', url: 'https://doi.org/1' },
  },
  run: {
    plan,
    startedAt: Date.UTC(2026, 0, 31, 12),
    device: 'CPU',
    usage: usageOf(document, analysis, plan, { labels }),
    epoch: {
      epoch: 3,
      step: 30,
      loss: 0.4,
      metrics: { accuracy: 0.9 },
      validation: { loss: 0.5, accuracy: 0.875, f1: 0.8 },
      seconds: 1,
      examplesPerSecond: 100,
    },
  },
}

test.each([
  // 3·3·1·4 + 4 and 4·4 in the first stage, 6·6·4·2 + 2 in the classifier.
  '| Features \\| first | 2 | 6×6×4 | 56 | 1,296 |',
  '| classify | 1 | 2 | 290 | 288 |',
  '| **All** | 5 |  | 346 | 1,584 |',
  '346 parameters, 338 of them trainable',
  '| Data | Shapes (drawn) |',
  '| Epochs | 3 |',
  'on 2026-01-31 (CPU)',
  '| On validation images | After epoch 3 |',
  '| Accuracy | 87.50% |',
  '| F1 | 80.00% |',
  '- `input`: images of 8×8, 1 channel (grey); resize and pad with black where they are of another size. Divide values from 0 to 255 by 255, then subtract 0.5 and divide by 0.25.',
  '- `classify`: 2 values (softmax), a class each.',
  '0. circle\n1. square',
  '![The layers of Small](a%20small%20%281%29.figure.svg)',
  'A. Seer, B. Looker: _On Looking_, 1998. <https://doi.org/1>',
  '@misc{seer1998,',
])('the card says %s', (text) => {
  expect(modelCard(document, analysis, facts, 'en')).toContain(text)
})

test('in Chinese it is Chinese but for names', () => {
  const card = modelCard(document, analysis, facts, 'zh')
  expect(card).toContain('# 小网络')
  expect(card).toContain('| 数据 | 几何图形（绘制） |')
  expect(card).not.toMatch(/\b(Training|Results|Setting|How|the)\b/)
})

test('of a network that learned nothing it says so', () => {
  const card = modelCard(document, analysis, { title: facts.title, figure: facts.figure }, 'en')
  expect(card).toContain('Not trained yet.')
  expect(card).not.toContain('## Results')
})

test('what a model wants and gives, with the axes of the format', () => {
  expect(usageOf(document, analysis, Plan.parse({ data: 'shapes' }), { isChannelsFirst: true })).toEqual({
    inputs: [
      {
        name: 'input',
        height: 8,
        width: 8,
        channels: 1,
        colours: 'grey = 0.299 red + 0.587 green + 0.114 blue',
        axes: 'batch, channels, height, width',
        fit: 'crop',
        resizedTo: { height: 8, width: 8 },
        filter: 'bilinear, antialiased',
        scale: 1 / 255,
        mean: [0],
        deviation: [1],
      },
    ],
    outputs: [{ name: 'classify', values: 2, activation: 'softmax' }],
  })
})
