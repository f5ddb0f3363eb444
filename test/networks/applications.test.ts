import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { kerasModel } from '../../src-core/formats/keras-config.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { python, runPython } from '../python/python.ts'
import { every } from './every.ts'
import { open, value } from './open.ts'

/** A network of keras.applications and ours. */
interface Pair {
  name: string
  arguments: Record<string, unknown>
  template: string
  options: Record<string, unknown>
}

const pair = (name: string, template: string, options: Record<string, unknown> = {}, given = {}): Pair => ({
  name,
  arguments: given,
  template,
  options,
})
const mobile = (alpha: number) => pair('MobileNet', 'mobilenet', { alpha }, { alpha })
const mobile2 = (alpha: number) => pair('MobileNetV2', 'mobilenet-v2', { alpha }, { alpha })
const efficient = (variant: string) => pair(`EfficientNet${variant.toUpperCase()}`, 'efficientnet', { variant })

/**
 * One of each family on images that are as small as it takes. An odd size where padding follows from the size, but not
 * for MobileNet: there Keras pads the first convolution otherwise today than when the paper's weights were made.
 */
const small: (Pair & { size: number })[] = [
  { ...pair('VGG16', 'vgg', { depth: 16 }), size: 32 },
  { ...pair('InceptionV3', 'inception-v3'), size: 75 },
  { ...pair('InceptionResNetV2', 'inception-resnet-v2'), size: 75 },
  { ...pair('ResNet50', 'resnet', { depth: 50 }), size: 33 },
  { ...pair('ResNet50V2', 'resnet-v2', { depth: 50 }), size: 33 },
  { ...pair('DenseNet121', 'densenet', { depth: 121 }), size: 33 },
  { ...pair('Xception', 'xception'), size: 71 },
  { ...mobile(0.25), size: 32 },
  { ...mobile2(0.35), size: 45 },
  { ...efficient('b0'), size: 45 },
]
const classes = 7

/** The other widths, which are quickly built, and the other depths, which are not. */
const others: Pair[] = [
  ...[0.5, 0.75, 1].map(mobile),
  ...[0.5, 0.75, 1, 1.3, 1.4].map(mobile2),
  efficient('b2'),
  ...(every
    ? [
        pair('VGG19', 'vgg', { depth: 19 }),
        ...[101, 152].map((depth) => pair(`ResNet${depth}`, 'resnet', { depth })),
        ...[101, 152].map((depth) => pair(`ResNet${depth}V2`, 'resnet-v2', { depth })),
        ...[169, 201].map((depth) => pair(`DenseNet${depth}`, 'densenet', { depth })),
        ...['b1', 'b3', 'b4', 'b5', 'b6', 'b7'].map(efficient),
      ]
    : []),
]

interface Judged {
  shapes: number[][][]
  /** How far the last layer's inputs and outputs are apart, in spreads. */
  same: { shapes: number[][]; features: number; outputs: number }[]
}

function ours({ template, options }: Pair, more: Record<string, unknown> = {}) {
  const document = open(template, { ...options, ...more })
  return value(kerasModel(document, analyze(document)))
}
const shapesOf = ({ layers }: ReturnType<typeof ours>) =>
  layers.flatMap(({ weights }) => weights.map(({ shape }) => shape))

const title = ({ name, arguments: given }: Pair) => `${name} ${Object.values(given).join()}`

describe.skipIf(!python)('keras.applications', () => {
  let judged: Judged
  beforeAll(async () => {
    judged = await runPython<Judged>(join(import.meta.dirname, 'judge-applications.py'), {
      shapes: others,
      same: small.map(({ size, ...one }) => ({
        ...one,
        arguments: { ...one.arguments, classes, input_shape: [size, size, 3] },
        config: ours(one, { inputSize: size, classes }).config,
      })),
    })
  }, 600_000)

  test.each(small.map((one, at) => [title(one), one, at] as const))(
    '%s has weights of our shapes in our order and computes the same of them',
    (_name, { size, ...one }, at) => {
      const { shapes, features, outputs } = judged.same[at]!
      expect(shapesOf(ours(one, { inputSize: size, classes }))).toEqual(shapes)
      expect(features).toBeLessThan(1e-3)
      expect(outputs).toBeLessThan(1e-3)
    },
  )

  test.each(others.map((one, at) => [title(one), one, at] as const))(
    '%s has weights of our shapes in our order',
    (_name, one, at) => {
      expect(shapesOf(ours(one))).toEqual(judged.shapes[at])
    },
  )
})
