import type { Analysis } from '../graph/analysis.ts'
import type { Shape } from '../graph/shape.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { same } from '../text.ts'
import type { Text } from '../text.ts'
import { classNames, maxClasses } from './shape-classes.ts'
import { readShapeOptions, shapeLimits, splitShapes } from './shapes.ts'

/** What decides whether a network fits a source of data. */
export interface DataFacts {
  title: Text
  /** Of one image: `[height, width, channels]`. */
  shape: Shape
  /** Other shapes that its images can be had in. */
  otherShapes: Shape[]
  /** One name a class, in the order of the labels. */
  classes: Text[]
}

/** What a network takes and gives: data that is drawn follows it as far as its text leaves that open. */
export interface Wanted {
  /** Of one image. */
  shape: Shape
  classes: number
}

/** What a network with one input and one output wants; undefined where its shapes are not known. */
export function wantedBy({ inputs, outputs, layers }: Analysis): Wanted | undefined {
  const [taken, given] = [layers.get(inputs[0] ?? '')?.shape, layers.get(outputs[0] ?? '')?.shape]
  return taken && given ? { shape: taken, classes: given.at(-1)! } : undefined
}

/** The first word of a source's text, and what follows the colon: `folder:<dir>` has the argument `<dir>`. */
export function partsOfSource(text: string): { word: string; argument: string } {
  const [word, ...rest] = text.split(':')
  return { word: word!, argument: rest.join(':') }
}

/** What is known of a source by its text alone; undefined where its files must be looked at. */
export function factsOf(text: string, wanted?: Wanted): Result<DataFacts> | undefined {
  const { word, argument } = partsOfSource(text)
  if (word === 'mnist' && argument === '') return ok(mnistFacts)
  if (word === 'shapes') return shapesFacts(argument, wanted)
  return undefined
}

export const mnistFacts: DataFacts = {
  title: same('MNIST'),
  shape: [28, 28, 1],
  // What LeNet-5 was published for: the digit in the middle of zeros.
  otherShapes: [[32, 32, 1]],
  classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'].map(same),
}

/**
 * The size in which images are put in the middle of zeros for a network that takes larger ones, `[height, width, …]`; where
 * a source does not do that, undefined.
 */
export function paddedSize(text: string, [height]: Shape): { height: number; width: number } | undefined {
  const [side] = mnistFacts.shape
  return partsOfSource(text).word === 'mnist' && height !== side ? { height: side!, width: side! } : undefined
}

/** Side and classes where neither the text nor a network says any. */
const drawn = { size: 64, classes: 4 }

/** Drawn images in the network's own shape and number of classes, except for what the text says. */
export function shapesFacts(argument: string, wanted?: Wanted): Result<DataFacts> {
  const read = readShapeOptions(argument)
  if (!read.ok) return read
  const { size } = read.value
  const isImage = wanted?.shape.length === 3
  const [height, width] =
    size === undefined && isImage ? wanted.shape.map(drawable) : [size ?? drawn.size, size ?? drawn.size]
  const channels = isImage && wanted.shape[2] === 1 ? 1 : 3
  const { classes: limits } = shapeLimits
  const most = maxClasses(channels)
  const classes = read.value.classes ?? Math.min(Math.max(wanted?.classes ?? drawn.classes, limits.min), most)
  if (classes > most) return tooManyGrey(classes, most)
  const { train } = splitShapes(read.value)
  if (train < classes) return tooFew(train, classes)
  return ok({
    title: { en: 'Shapes', zh: '几何图形' },
    shape: [height!, width!, channels],
    otherShapes: [[height!, width!, channels === 1 ? 3 : 1]],
    classes: classNames(classes, channels),
  })
}

const drawable = (side: number) => Math.min(Math.max(side, shapeLimits.size.min), shapeLimits.size.max)

const tooManyGrey = (classes: number, most: number) =>
  fail(
    'too-many-classes',
    {
      en: `Shapes in grey can be told apart in ${most} classes, not in ${classes}.`,
      zh: `灰度的几何图形最多可分为 ${most} 个类别，不能分为 ${classes} 个。`,
    },
    {
      en: `Ask for at most classes=${most}, or give the network 3 channels.`,
      zh: `请使用不超过 classes=${most}，或让网络接受 3 个通道。`,
    },
  )

const tooFew = (train: number, classes: number) =>
  fail(
    'too-few-images',
    {
      en: `${train} training images of Shapes are too few to show ${classes} classes.`,
      zh: `几何图形只有 ${train} 张训练图像，不足以包含 ${classes} 个类别。`,
    },
    {
      en: `Ask for more with count=, at least one training image a class: ${Math.ceil((classes * 10) / 9)} images where a tenth is held out.`,
      zh: `请用 count= 增加图像，使每个类别至少有一张训练图像：留出十分之一作验证时需要 ${Math.ceil((classes * 10) / 9)} 张。`,
    },
  )
