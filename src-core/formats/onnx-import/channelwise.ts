import { sizeOf } from '../../graph/shape.ts'
import { ok } from '../../result.ts'
import type { OnnxConstant } from './file.ts'
import type { Value } from './network.ts'
import type { Handled, Step } from './step.ts'

/** Constants with a number for each channel of an image. */
interface PerChannel {
  input: Value
  scale?: OnnxConstant | undefined
  shift?: OnnxConstant | undefined
}

/** The node's image and its constant, where that has a number for each channel; nothing where it has not. */
export function channelConstant(step: Step): { input: Value; constant: OnnxConstant } | undefined {
  const input = step.value(0) ?? step.value(1)
  const constant = step.constant(0) ?? step.constant(1)
  return input && constant && isPerChannel(constant, input) ? { input, constant } : undefined
}

/** The constant that is added to the channels next, which then belongs to the layer. */
export const shiftAfter = (step: Step, input: Value): OnnxConstant | undefined =>
  step.addend((shift) => isPerChannel(shift, input))

function isPerChannel({ dims, element }: OnnxConstant, { shape, layout }: Value): boolean {
  if (shape.length !== 3 || element !== 'float' || sizeOf(dims) !== shape[2]) return false
  const places = layout === 'first' ? 2 : 0
  return dims.length > places && dims.at(-1 - places) === shape[2]
}

/** Converters leave normalizations behind as a number a channel: a depthwise convolution of 1×1 says the same. */
export function scaledChannels(step: Step, { input, scale, shift }: PerChannel): Handled {
  const added = step.network.add({
    name: step.name,
    kind: 'depthwise-conv-2d',
    params: { kernelSize: [1, 1], useBias: shift !== undefined },
    inputs: [input],
    weights: {
      kernel: scale ? { constant: scale.name } : { fill: 1 },
      ...(shift && { bias: { constant: shift.name } }),
    },
  })
  return added.ok ? ok({ ...added.value, layout: input.layout }) : added
}
