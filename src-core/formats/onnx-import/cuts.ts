import { ok } from '../../result.ts'
import { axesOf, channelAxisOf, isFirst, isSettled } from './network.ts'
import { plain } from '../float32.ts'
import type { Handled, Step } from './step.ts'
import { imageOf } from './windows.ts'

export function concatenation(step: Step): Handled {
  const values = step.node.inputs.map((_, at) => step.value(at))
  const known = values.filter((value) => value !== undefined)
  const [first] = known.filter((value) => !isSettled(value)).concat(known)
  if (!first || known.length < values.length || known.some(({ order }) => order)) return step.refuse(unlike)
  const axes = first.shape.length + 1
  const isOne = known.every((value) => isSettled(value) || value.layout === first.layout)
  if (!isOne || (step.number('axis', -1) + axes) % axes !== channelAxisOf(first)) return step.refuse(unlike)
  if (known.length === 1) return ok(first)
  const added = step.network.add({ name: step.name, kind: 'concatenate', inputs: known })
  if (!added.ok) return added
  return ok({ ...added.value, layout: first.layout, positive: known.every(({ positive }) => positive) })
}

/** Neighbouring channels, or a smaller image. */
export function cut(step: Step): Handled {
  const input = step.value(0)
  const starts = step.listOrInput('starts', 1)
  const ends = step.listOrInput('ends', 2)
  const steps = step.constant(4)?.numbers() ?? []
  if (!input || input.order || !starts || !ends || steps.some((by) => by !== 1)) return step.refuse(otherCut)
  const axes = step.listOrInput('axes', 3) ?? starts.map((_, at) => at)
  const lengths = [Infinity, ...axesOf(input)]
  const kept = lengths.map((length) => [0, length] as [number, number])
  for (const [at, given] of axes.entries()) {
    const axis = (given + lengths.length) % lengths.length
    const length = lengths[axis]!
    const place = (value: number) => Math.min(length, Math.max(0, value < 0 ? value + length : value))
    kept[axis] = [place(starts[at]!), place(ends[at]!)]
  }
  const isCut = kept.map(([from, to], axis) => from > 0 || to < lengths[axis]!)
  const channel = channelAxisOf(input)
  const which = isCut.flatMap((cut, axis) => (cut ? [axis] : []))
  if (which.length === 0) return ok(input)
  if (which.every((axis) => axis === channel)) {
    const [start, end] = kept[channel]!
    const params = { start, size: end === lengths[channel] ? null : end - start }
    return step.network.add({ name: step.name, kind: 'slice', params, inputs: [input] })
  }
  if (!isFirst(input) || which.some((axis) => axis < 2)) return step.refuse(otherCut)
  const params = {
    height: [kept[2]![0], lengths[2]! - kept[2]![1]],
    width: [kept[3]![0], lengths[3]! - kept[3]![1]],
  }
  return step.network.add({ name: step.name, kind: 'cropping-2d', params, inputs: [input] })
}

export function padding(step: Step): Handled {
  const image = imageOf(step)
  if (!image.ok) return image
  const pads = step.listOrInput('pads', 1)
  const isZeros = step.text('mode', 'constant') === 'constant' && (step.constant(2)?.numbers()[0] ?? 0) === 0
  if (!isZeros || pads?.length !== 8 || step.number('value', 0) !== 0) return step.refuse(otherPads)
  const [n, c, top, left, nn, cc, bottom, right] = pads as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  if ([n, c, nn, cc].some((rows) => rows !== 0)) return step.refuse(otherPads)
  return step.network.add({
    name: step.name,
    kind: 'zero-padding-2d',
    params: { height: [top, bottom], width: [left, right] },
    inputs: [image.value],
  })
}

/** Enlarging by whole factors, each pixel repeated. */
export function enlargement(step: Step): Handled {
  const image = imageOf(step)
  if (!image.ok) return image
  const { shape } = image.value
  const isUpsample = step.node.operator === 'Upsample'
  const scales = step.constant(isUpsample ? 1 : 2)?.numbers() ?? step.list('scales') ?? []
  const sizes = step.constant(3)?.numbers()
  const size = sizes?.length === 4 ? [sizes[2]! / shape[0]!, sizes[3]! / shape[1]!] : scales.slice(2)
  const coordinates = step.text('coordinate_transformation_mode', 'half_pixel')
  const rounding = step.text('nearest_mode', 'round_prefer_floor')
  // By whole factors these all repeat pixels.
  const repeats =
    isUpsample ||
    (coordinates === 'asymmetric' && rounding === 'floor') ||
    (coordinates === 'half_pixel' && rounding.startsWith('round_prefer')) ||
    (coordinates === 'tf_half_pixel_for_nn' && rounding === 'floor')
  const isWhole = size.length === 2 && size.every((times) => Number.isInteger(times) && times > 0)
  if (step.text('mode', 'nearest') !== 'nearest' || !repeats || !isWhole) return step.refuse(otherSize)
  return step.network.add({ name: step.name, kind: 'up-sampling-2d', params: { size }, inputs: [image.value] })
}

export function localResponse(step: Step): Handled {
  const image = imageOf(step)
  if (!image.ok) return image
  const size = step.number('size', 1)
  if (size % 2 === 0) return step.refuse(evenWindow)
  const params = {
    depthRadius: (size - 1) / 2,
    bias: plain(step.number('bias', 1)),
    alpha: plain(step.number('alpha', 1e-4) / size),
    beta: plain(step.number('beta', 0.75)),
  }
  return step.network.add({ name: step.name, kind: 'local-response-normalization', params, inputs: [image.value] })
}

const unlike = {
  en: 'It concatenates along another axis than the channels, or tensors of different orders.',
  zh: '它不沿通道轴拼接，或各张量的轴顺序不同。',
}
const otherCut = { en: 'It cuts in a way that no layer here does.', zh: '它的切片方式没有对应的层。' }
const otherPads = { en: 'It pads in a way that no layer here does.', zh: '它的填充方式没有对应的层。' }
const otherSize = {
  en: 'It resizes in another way than by repeating pixels.',
  zh: '它不是通过重复像素来放大图像。',
}
const evenWindow = {
  en: 'Its window of channels is even, which no layer here has.',
  zh: '它的通道窗口为偶数，本程序没有这样的层。',
}
