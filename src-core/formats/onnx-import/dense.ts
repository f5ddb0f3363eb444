import type { Shape } from '../../graph/shape.ts'
import { ok } from '../../result.ts'
import { plain } from '../float32.ts'
import { activated } from './activations.ts'
import type { OnnxConstant } from './file.ts'
import { isFirst } from './network.ts'
import type { Taken } from './network.ts'
import type { Handled, Step } from './step.ts'
import { computedWeights } from './windows.ts'

/** `Gemm` of a row, or `MatMul` along the last axis with the `Add` after it as bias. */
export function dense(step: Step): Handled {
  const { node } = step
  const input = step.value(0)
  const kernel = step.constant(1)
  if (!input || kernel?.dims.length !== 2) return step.refuse(computedWeights)
  const isGemm = node.operator === 'Gemm'
  if (input.shape.length === 3 || (isGemm && input.shape.length !== 1)) return step.refuse(notARow)
  if (isGemm && (step.number('transA', 0) !== 0 || step.number('alpha', 1) !== 1)) return step.refuse(scaled)
  const isTurned = isGemm && step.number('transB', 0) === 1
  const [from, units] = isTurned ? [kernel.dims[1]!, kernel.dims[0]!] : [kernel.dims[0]!, kernel.dims[1]!]
  if (from !== input.shape.at(-1)) return step.refuse(otherLength)
  const bias = isGemm ? step.constant(2) : step.addend((bias) => isRow(bias, units))
  if (isGemm && step.has(2) && (!bias || !isRow(bias, units) || step.number('beta', 1) !== 1))
    return step.refuse(scaled)
  return activated(
    step,
    step.network.add({
      name: step.name,
      kind: 'dense',
      params: { units, useBias: bias !== undefined },
      inputs: [input],
      weights: {
        kernel: kernelFrom(kernel.name, { from, units, isTurned, order: input.order }),
        ...(bias && { bias: { constant: bias.name } }),
      },
    }),
  )
}

const isRow = ({ dims }: OnnxConstant, length: number) =>
  dims.at(-1) === length && dims.slice(0, -1).every((axis) => axis === 1)

interface Kernel {
  from: number
  units: number
  /** `[units, from]` in place of `[from, units]`. */
  isTurned: boolean
  /** The image that the row was, whose values lie channels first. */
  order?: Shape | undefined
}

function kernelFrom(constant: string, { from, units, isTurned, order }: Kernel): Taken {
  if (!order) {
    return isTurned ? { constant, layout: { view: [units, from], permutation: [1, 0] } } : { constant }
  }
  const [height, width, channels] = order
  const room = height! * width!
  return isTurned
    ? { constant, layout: { view: [units, channels!, room], permutation: [2, 1, 0] } }
    : { constant, layout: { view: [channels!, room, units], permutation: [1, 0, 2] } }
}

export function normalization(step: Step): Handled {
  const input = step.value(0)
  const constants = [1, 2, 3, 4].map((at) => step.constant(at))
  if (!input || !constants.every((constant) => constant !== undefined)) return step.refuse(computedWeights)
  const { shape, order } = input
  const channels = shape.at(-1)!
  if (
    (!isFirst(input) && shape.length !== 1) ||
    constants.some(({ dims }) => dims.length !== 1 || dims[0] !== channels)
  ) {
    return step.refuse(otherAxis)
  }
  const [gamma, beta, mean, variance] = constants.map(({ name }) => vectorFrom(name, order))
  // What was made up for ONNX, which has no normalization without.
  const [hasGamma, hasBeta] = [!constants[0]!.name.endsWith(':ones'), !constants[1]!.name.endsWith(':zeros')]
  const added = step.network.add({
    name: step.name,
    kind: 'batch-normalization',
    params: { epsilon: plain(step.number('epsilon', 1e-5)), scale: hasGamma, center: hasBeta },
    inputs: [input],
    weights: { gamma: gamma!, beta: beta!, moving_mean: mean!, moving_variance: variance! },
  })
  return added.ok ? ok({ ...added.value, order }) : added
}

function vectorFrom(constant: string, order: Shape | undefined): Taken {
  if (!order) return { constant }
  const [height, width, channels] = order
  return { constant, layout: { view: [channels!, height! * width!], permutation: [1, 0] } }
}

const notARow = {
  en: 'It multiplies something other than a row of values for each image.',
  zh: '它的输入不是每张图像一行数值。',
}
const scaled = { en: 'It multiplies in a way that no dense layer does.', zh: '它的矩阵乘法形式没有对应的全连接层。' }
const otherLength = { en: 'Its kernel is for rows of another length.', zh: '其权重矩阵与输入长度不符。' }
const otherAxis = {
  en: 'It normalizes another axis than the channels.',
  zh: '它归一化的不是通道所在的轴。',
}
