import '../meta.ts'
import { z } from 'zod'
import { problem } from '../graph/problem.ts'
import type { LayerProblem } from '../graph/problem.ts'
import type { Shape } from '../graph/shape.ts'
import type { Text } from '../text.ts'
import { stridesMeetDilation } from './convolution.ts'
import { formatPair } from './pair.ts'
import type { Pair } from './pair.ts'
import { notAnImage, slide } from './spatial.ts'
import type { Padding } from './spatial.ts'

export const depthMultiplierField = z
  .int()
  .positive()
  .default(1)
  .meta({
    label: { en: 'Depth multiplier', zh: '深度乘数' },
    help: { en: 'How many kernels each channel has of its own.', zh: '每个通道各自拥有的卷积核数量。' },
  })

/** What a depthwise convolution and the first half of a separable one share. */
interface Depthwise {
  kernelSize: Pair
  strides: Pair
  padding: Padding
  dilationRate: Pair
  depthMultiplier: number
}

/** `[kernelHeight, kernelWidth, channels, depthMultiplier]` */
export const depthwiseShape = ({ kernelSize, depthMultiplier }: Depthwise, input: Shape): Shape => [
  ...kernelSize,
  input[2]!,
  depthMultiplier,
]

/** Height and width after a depthwise kernel has slid over an image. */
export function slideDepthwise(
  layer: Text,
  { kernelSize, strides, padding, dilationRate }: Depthwise,
  input: Shape,
): { ok: true; size: Pair } | { ok: false; problem: LayerProblem } {
  const wrongStrides = stridesMeetDilation({ strides, dilationRate }) ?? unequal(strides)
  if (wrongStrides) return wrongStrides
  const wrongInput = notAnImage(layer, input)
  if (wrongInput) return wrongInput
  return slide(input, {
    kernel: kernelSize,
    strides,
    padding,
    dilation: dilationRate,
    name: { en: 'kernel', zh: '卷积核' },
    param: 'kernelSize',
  })
}

/** TensorFlow's depthwise kernels know one stride for both axes; nothing where there is one. */
function unequal(strides: Pair) {
  if (strides[0] === strides[1]) return undefined
  const larger = Math.max(...strides)
  return problem(
    {
      en: `A depthwise convolution needs equal strides both ways, but has ${formatPair(strides)}.`,
      zh: `逐通道卷积的纵横步幅必须相等，但当前为 ${formatPair(strides)}。`,
    },
    {
      param: 'strides',
      fix: {
        label: { en: `Set strides to ${larger}`, zh: `将步幅设为 ${larger}` },
        params: { strides: [larger, larger] },
      },
    },
  )
}
