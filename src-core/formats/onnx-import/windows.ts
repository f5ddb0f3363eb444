import { depthwiseLayout, kernelLayout, samePads } from '../../layers/spatial.onnx.ts'
import type { Pair } from '../../layers/pair.ts'
import { reach } from '../../layers/spatial.ts'
import type { Padding } from '../../layers/spatial.ts'
import type { WeightLayout } from '../../layers/onnx.ts'
import { ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import { activated } from './activations.ts'
import { isSettled } from './network.ts'
import type { Value } from './network.ts'
import { listOf, numberOf } from './step.ts'
import type { Handled, Step } from './step.ts'

/** Rows above and below, columns left and right. */
interface Pads {
  height: Pair
  width: Pair
}
interface Window {
  kernel: Pair
  strides: Pair
  dilation: Pair
}

/** The node's first input, which has to be an image, channels first. */
export function imageOf(step: Step): Result<Value> {
  const input = step.value(0)
  if (input?.shape.length === 3 && (input.layout === 'first' || isSettled(input)))
    return ok({ ...input, layout: 'first' })
  return step.refuse({
    en: 'It takes an image with channels in front, but gets something else.',
    zh: '它需要通道在前的图像，但得到的是其他数据。',
  })
}

/** A convolution, plain, grouped, depthwise or, with the 1×1 one after it in the same layer, separable. */
export function convolution(step: Step): Handled {
  const image = imageOf(step)
  if (!image.ok) return image
  const kernel = step.constant(1)
  const bias = step.constant(2)
  if (kernel?.dims.length !== 4 || step.has(2) !== (bias !== undefined)) return step.refuse(computedWeights)
  const [filters, each, tall, wide] = kernel.dims as [number, number, number, number]
  const groups = step.number('group', 1)
  const channels = image.value.shape[2]!
  if (each * groups !== channels) return step.refuse(otherChannels)
  const window = windowOf(step, [tall, wide])
  const padded = pad(step, image.value, window)
  if (!padded.ok) return padded
  const { value, padding } = padded.value
  const { strides, dilation: dilationRate } = window
  const params = { kernelSize: window.kernel, strides, padding, dilationRate, useBias: bias !== undefined }
  const weights = bias && { bias: { constant: bias.name } }
  const isDepthwise = groups > 1 && each === 1 && filters % groups === 0 && strides[0] === strides[1]
  if (!isDepthwise) {
    const layout = inverse(kernelLayout([tall, wide, each, filters]))
    return activated(
      step,
      step.network.add({
        name: step.name,
        kind: 'conv2d',
        params: { ...params, filters, groups },
        inputs: [value],
        weights: { ...weights, kernel: { constant: kernel.name, layout } },
      }),
    )
  }
  const depthMultiplier = filters / groups
  const layout = inverse(depthwiseLayout([tall, wide, channels, depthMultiplier]))
  const pointwise = bias ? undefined : pointwiseOf(step)
  if (!pointwise) {
    return activated(
      step,
      step.network.add({
        name: step.name,
        kind: 'depthwise-conv-2d',
        params: { ...params, depthMultiplier },
        inputs: [value],
        weights: { ...weights, kernel: { constant: kernel.name, layout } },
      }),
    )
  }
  const { mixing, last } = pointwise
  return activated(
    step,
    step.network.add({
      name: step.name,
      kind: 'separable-conv-2d',
      params: { ...params, depthMultiplier, filters: mixing.dims[0], useBias: last !== undefined },
      inputs: [value],
      weights: {
        depthwise_kernel: { constant: kernel.name, layout },
        pointwise_kernel: {
          constant: mixing.name,
          layout: inverse(kernelLayout([1, 1, filters, mixing.dims[0]!])),
        },
        ...(last && { bias: { constant: last.name } }),
      },
    }),
  )
}

/** The second half of a separable convolution, where the names say that it is one. */
function pointwiseOf(step: Step) {
  const next = step.next('Conv')
  const mixing = next && step.constantOf(next, 1)
  if (!next || !mixing || !step.isSameLayer(next)) return undefined
  const isPlain =
    mixing.dims.slice(2).every((length) => length === 1) &&
    numberOf(next, 'group', 1) === 1 &&
    ['strides', 'dilations'].every((name) => (listOf(next, name) ?? []).every((value) => value === 1)) &&
    (listOf(next, 'pads') ?? []).every((value) => value === 0)
  if (!isPlain) return undefined
  step.swallow(next)
  return { mixing, last: step.constantOf(next, 2) }
}

export function pooling(step: Step): Handled {
  const image = imageOf(step)
  if (!image.ok) return image
  const isMax = step.node.operator === 'MaxPool'
  const window = windowOf(step, (step.list('kernel_shape') ?? [1, 1]) as Pair)
  if (Math.max(...window.dilation) > 1) return step.refuse(dilatedPool)
  if (step.number('ceil_mode', 0) !== 0 && !isWhole(step, image.value, window)) return step.refuse(cutOff)
  // Zeros around a maximum count once they are a layer of their own; around a mean they do where the file says so.
  const mayPad = isMax ? image.value.positive === true : step.number('count_include_pad', 0) === 1
  const padded = pad(step, image.value, window, mayPad ? 'any' : 'same')
  if (!padded.ok) return padded
  const { value, padding } = padded.value
  const added = step.network.add({
    name: step.name,
    kind: isMax ? 'max-pool-2d' : 'avg-pool-2d',
    params: { poolSize: window.kernel, strides: sameSteps(window) ? null : window.strides, padding },
    inputs: [value],
  })
  return added.ok ? ok({ ...added.value, positive: image.value.positive }) : added
}

const sameSteps = ({ kernel, strides }: Window) => kernel.join() === strides.join()

function windowOf(step: Step, kernel: Pair): Window {
  const pairOf = (name: string): Pair => {
    const [tall = 1, wide = 1] = step.list(name) ?? []
    return [tall, wide]
  }
  return { kernel, strides: pairOf('strides'), dilation: pairOf('dilations') }
}

/**
 * What Keras calls the node's padding, and the image with the rest of it as a layer of zeros where Keras has no word.
 *
 * @param allowed whether such a layer says the same
 */
function pad(
  step: Step,
  value: Value,
  window: Window,
  allowed: 'any' | 'same' = 'any',
): Result<{ value: Value; padding: Padding }> {
  const pads = padsOf(step, value, window)
  const same = samePads(window, value.shape)
  const isCounted = step.node.operator === 'AveragePool' && step.number('count_include_pad', 0) === 1
  if ([...pads.height, ...pads.width].every((rows) => rows === 0)) return ok({ value, padding: 'valid' })
  const isSame = pads.height.join() === same.height.join() && pads.width.join() === same.width.join()
  if (isSame && !isCounted) return ok({ value, padding: 'same' })
  if (allowed === 'same') return step.refuse(unevenPads)
  const padded = step.network.add({
    name: `${step.name}_pad`,
    kind: 'zero-padding-2d',
    params: { height: pads.height, width: pads.width },
    inputs: [value],
  })
  return padded.ok ? ok({ value: padded.value, padding: 'valid' }) : padded
}

function padsOf(step: Step, { shape }: Value, window: Window): Pads {
  const auto = step.text('auto_pad', 'NOTSET')
  const same = samePads(window, shape)
  if (auto === 'SAME_UPPER') return same
  if (auto === 'SAME_LOWER') {
    return { height: [same.height[1], same.height[0]], width: [same.width[1], same.width[0]] }
  }
  const [top = 0, left = 0, bottom = 0, right = 0] = auto === 'VALID' ? [] : (step.list('pads') ?? [])
  return { height: [top, bottom], width: [left, right] }
}

/** Whether the last window ends where the image does, so that rounding up adds none. */
function isWhole(step: Step, value: Value, window: Window): boolean {
  const { height, width } = padsOf(step, value, window)
  return [height, width].every((pads, axis) => {
    const rest = value.shape[axis]! + pads[0] + pads[1] - reach(window)[axis]!
    return rest % window.strides[axis]! === 0
  })
}

/** From ONNX's axes to Keras's what a layout is from Keras's to ONNX's. */
export function inverse({ view, permutation }: WeightLayout): Omit<WeightLayout, 'dims'> {
  return {
    view: permutation.map((axis) => view[axis]!),
    permutation: view.map((_, axis) => permutation.indexOf(axis)),
  }
}

export const computedWeights = {
  en: 'Its weights are computed by the graph; only weights that the file holds can be imported.',
  zh: '它的权重由计算图算出；只能导入文件中保存的权重。',
}
const otherChannels = {
  en: 'Its kernel is for another number of channels than it gets.',
  zh: '卷积核的通道数与输入不符。',
}
const dilatedPool = {
  en: 'It pools with dilation, which no layer here does.',
  zh: '它使用膨胀池化，本程序没有这样的层。',
}
const cutOff = {
  en: 'Its last windows hang over the border (ceil_mode), which no layer here does.',
  zh: '它的末尾窗口超出边界（ceil_mode），本程序没有这样的层。',
}
const unevenPads = {
  en: 'It pools with padding that neither “same” nor “valid” says.',
  zh: '它的池化填充方式既不是“same”，也不是“valid”。',
}
