import { expect, test } from 'vitest'
import { same } from '../../src-core/text.ts'
import { createTally } from './tally.ts'

interface Case {
  examples: number
  classes: number
  seed: number
  /** A class that no example has. */
  never?: number
  expected: Record<string, number>
  /** Precision, recall and F1 of the first four classes. */
  each: number[][]
  /** The first row of the confusion matrix. */
  row: number[]
}

/** What Keras 3's metrics of these names and TensorFlow's `confusion_matrix` say. */
const cases: Case[] = [
  {
    examples: 40,
    classes: 4,
    seed: 1,
    expected: { loss: 1.264685, accuracy: 0.475, precision: 0.499563, recall: 0.475, f1: 0.481712 },
    each: [
      [0.625, 0.5, 0.555556],
      [0.384615, 0.5, 0.434783],
      [0.625, 0.5, 0.555556],
      [0.363636, 0.4, 0.380952],
    ],
    row: [5, 3, 0, 2],
  },
  {
    examples: 200,
    classes: 10,
    seed: 7,
    expected: { loss: 1.903111, accuracy: 0.38, top5: 0.77, precision: 0.36326, recall: 0.36495, f1: 0.360106 },
    each: [
      [0.352941, 0.3, 0.324324],
      [0.214286, 0.214286, 0.214286],
      [0.214286, 0.176471, 0.193548],
      [0.424242, 0.608696, 0.5],
    ],
    row: [6, 2, 1, 3, 4, 0, 2, 1, 0, 1],
  },
  {
    examples: 60,
    classes: 7,
    seed: 3,
    never: 2,
    expected: { loss: 1.519596, accuracy: 0.4, top5: 0.933333, precision: 0.385297, recall: 0.361678, f1: 0.365044 },
    each: [
      [0.5, 0.5, 0.5],
      [0.285714, 0.2, 0.235294],
      [0, 0, 0],
      [0.636364, 0.388889, 0.482759],
    ],
    row: [4, 2, 1, 0, 1, 0, 0],
  },
]

/** The same examples as Keras was given: numbers of a linear congruential generator. */
function examplesOf({ examples, classes, seed, never }: Case) {
  let state = BigInt(seed)
  const next = () => Number((state = (state * 1103515245n + 12345n) % 2n ** 31n))
  const labels = Int32Array.from({ length: examples }, () => next() % classes).map((label) =>
    label === never ? (label + 1) % classes : label,
  )
  const probabilities = new Float32Array(examples * classes)
  let loss = 0
  for (let example = 0; example < examples; example++) {
    const own = labels[example]!
    const logits = Array.from({ length: classes }, (_, one) => (next() % 1_000) / 200 + (one === own ? 1.5 : 0))
    const sum = logits.reduce((total, logit) => total + Math.exp(logit), 0)
    probabilities.set(
      logits.map((logit) => Math.exp(logit) / sum),
      example * classes,
    )
    loss -= Math.log(Math.exp(logits[own]!) / sum) / examples
  }
  return { labels, probabilities, loss }
}

test.each(cases)('$examples examples of $classes classes', (one) => {
  const { labels, probabilities, loss } = examplesOf(one)
  const { classes, examples } = one
  const tally = createTally(classes, [1])
  tally.add({ labels, probabilities, loss, images: new Float32Array(examples) })
  const figures = tally.figures()
  expect(Object.keys(figures).sort()).toEqual(Object.keys(one.expected).sort())
  for (const [name, value] of Object.entries(one.expected))
    expect(figures[name as keyof typeof figures], name).toBeCloseTo(value, 5)

  const report = tally.report({ epoch: 2, step: 9, names: Array.from({ length: classes }, (_, i) => same(`${i}`)) })
  expect(report).toMatchObject({ epoch: 2, step: 9, examples })
  for (const [index, [precision, recall, f1]] of one.each.entries()) {
    expect(report.figures[index]!.precision).toBeCloseTo(precision!, 5)
    expect(report.figures[index]!.recall).toBeCloseTo(recall!, 5)
    expect(report.figures[index]!.f1).toBeCloseTo(f1!, 5)
  }
  const row = one.row.map((_, column) => report.cells.find(([a, b]) => a === 0 && b === column)?.[2] ?? 0)
  expect(row).toEqual(one.row)
  expect(report.cells.reduce((sum, [, , count]) => sum + count, 0)).toBe(examples)
})

test('batches add up to what all at once gives', () => {
  const { labels, probabilities } = examplesOf(cases[1]!)
  const shape = [2, 2, 1]
  const images = Float32Array.from({ length: 800 }, (_, index) => (index % 5) / 4)
  const whole = createTally(10, shape)
  whole.add({ labels, probabilities, loss: 1, images })
  const parts = createTally(10, shape)
  for (let from = 0; from < 200; from += 64) {
    const part = <A extends Int32Array | Float32Array>(of: A, each: number) =>
      of.slice(from * each, (from + 64) * each) as A
    parts.add({ labels: part(labels, 1), probabilities: part(probabilities, 10), loss: 1, images: part(images, 4) })
  }
  const place = { epoch: 1, step: 1, names: [] }
  expect(parts.report(place)).toEqual(whole.report(place))
  expect(parts.figures()).toEqual(whole.figures())
})

test.each([
  ['as they are', [0], [1], [0, 0.25, 1, 1, 0.5, 0]],
  // ImageNet's figures, and NumPy's values for 0, 64, 255 and 255, 128, 0.
  [
    'normalized by channel',
    [0.485, 0.456, 0.406],
    [0.229, 0.224, 0.225],
    [-2.1179, -0.9153, 2.64, 2.2489, 0.2052, -1.8044],
  ],
  ['normalized as one', [0.5], [0.5], [-1, -0.5, 1, 1, 0, -1]],
])('a mistake is shown as its image was: values %s', (_name, mean, deviation, values) => {
  const tally = createTally(2, [2, 1, 3], { mean, deviation })
  const images = Float32Array.from(values)
  tally.add({ labels: Int32Array.of(1), probabilities: Float32Array.of(1, 0), loss: 0, images })
  const [mistake] = tally.report({ epoch: 1, step: 1, names: [] }).mistakes
  expect([...Buffer.from(mistake!.image!.pixels, 'base64')]).toEqual([0, 64, 255, 255, 128, 0])
})

test('the surest mistakes are kept, few of a kind, with what the network saw', () => {
  const tally = createTally(3, [2, 1, 3])
  const images = Float32Array.from([0, 0.5, 1, 1, 0.5, 0])
  const say = (truth: number, given: number[]) =>
    tally.add({ labels: Int32Array.of(truth), probabilities: Float32Array.from(given), loss: 0, images })
  for (let count = 0; count < 100; count++) say(0, [0.125, 0.875 - count / 1_000, count / 1_000])
  say(2, [0.5, 0.25, 0.25])
  say(1, [0, 1, 0])
  const { mistakes } = tally.report({ epoch: 1, step: 1, names: [] })
  expect(mistakes.map(({ index }) => index)).toEqual([0, 1, 2, 3, 100])
  expect(mistakes[0]).toEqual({
    index: 0,
    truth: 0,
    predicted: 1,
    confidence: 0.875,
    truthConfidence: 0.125,
    image: { width: 1, height: 2, channels: 3, pixels: Buffer.from([0, 128, 255, 255, 128, 0]).toString('base64') },
  })
})

test('a thousand classes stay small', () => {
  const tally = createTally(1_000, [1])
  const probabilities = new Float32Array(1_000 * 1_000)
  for (let batch = 0; batch < 50; batch++) {
    probabilities.fill(0)
    const labels = Int32Array.from({ length: 1_000 }, (_, index) => index)
    for (let example = 0; example < 1_000; example++)
      probabilities[example * 1_000 + ((example * 7 + batch) % 1_000)] = 1
    tally.add({ labels, probabilities, loss: 0, images: new Float32Array(1_000) })
  }
  const text = JSON.stringify(tally.report({ epoch: 1, step: 1, names: [] }))
  expect(text.length).toBeLessThan(1_500_000)
})

test('numbers that are none make a class neither likely nor among the likeliest', () => {
  const tally = createTally(6, [1])
  const probabilities = new Float32Array(6).fill(NaN)
  tally.add({ labels: Int32Array.of(3), probabilities, loss: NaN, images: new Float32Array(1) })
  expect(tally.figures()).toMatchObject({ accuracy: 0, top5: 0, loss: NaN })
})
