import { ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import { channelConstant, scaledChannels, shiftAfter } from './channelwise.ts'
import { plain } from '../float32.ts'
import type { OnnxConstant, OnnxFileNode } from './file.ts'
import { isSettled } from './network.ts'
import type { Value } from './network.ts'
import type { Handled, Step } from './step.ts'

/** Tensors that are merged value by value: all in one layout and one order. */
function alike(step: Step, values: readonly (Value | undefined)[]): Result<Value[]> {
  const known = values.filter((value) => value !== undefined)
  if (known.length < values.length || known.length === 0) return step.refuse(withConstants)
  const layouts = new Set(known.filter((value) => !isSettled(value)).map(({ layout, order }) => `${layout} ${order}`))
  return layouts.size > 1 ? step.refuse(unlike) : ok(known)
}

/** The layer, in the layout and order of what it merges. */
function merged(step: Step, kind: string, values: readonly Value[], params: Record<string, unknown> = {}): Handled {
  const added = step.network.add({ name: step.name, kind, params, inputs: values })
  if (!added.ok) return added
  const { layout, order } = values.find((value) => !isSettled(value)) ?? values[0]!
  return ok({ ...added.value, layout, order, positive: values.every(({ positive }) => positive) })
}

/** A merge of any number of tensors. */
export const mergeOf =
  (kind: string) =>
  (step: Step): Handled => {
    const values = alike(
      step,
      step.node.inputs.map((_, at) => step.value(at)),
    )
    if (!values.ok) return values
    // Of one tensor it is the tensor.
    return values.value.length === 1 ? ok(values.value[0]!) : merged(step, kind, values.value)
  }

export function sum(step: Step): Handled {
  const number = numberIn(step)
  if (number !== undefined) return rescaled(step, { scale: 1, offset: number })
  const channels = channelConstant(step)
  return channels ? scaledChannels(step, { input: channels.input, shift: channels.constant }) : mergeOf('add')(step)
}

export function difference(step: Step): Handled {
  const number = scalarOf(step.constant(1))
  return number === undefined ? step.refuse(withConstants) : rescaled(step, { scale: 1, offset: -number })
}

export function quotient(step: Step): Handled {
  const number = scalarOf(step.constant(1))
  return number === undefined ? step.refuse(withConstants) : rescaled(step, { scale: 1 / number, offset: 0 })
}

/** A number times a tensor, alone or as the half of a scaled add, or tensors weighing each other. */
export function product(step: Step): Handled {
  const scale = numberIn(step)
  if (scale !== undefined) {
    const sum = step.next('Add')
    const shift = sum && step.isSameLayer(sum) ? numberOfSum(step, sum) : undefined
    if (sum && shift !== undefined) {
      step.swallow(sum)
      return rescaled(step, { scale, offset: shift })
    }
    const shortcut = sum && step.isSameLayer(sum) ? otherOf(step, sum) : undefined
    if (!sum || !shortcut) return rescaled(step, { scale, offset: 0 })
    const values = alike(step, [shortcut, step.value(0) ?? step.value(1)])
    if (!values.ok) return values
    step.swallow(sum)
    return merged(step, 'scaled-add', values.value, { scale: plain(scale) })
  }
  const channels = channelConstant(step)
  if (channels) {
    const { input, constant } = channels
    return scaledChannels(step, { input, scale: constant, shift: shiftAfter(step, input) })
  }
  const factors = step.node.inputs.map((_, at) => step.value(at))
  for (let next = step.next('Mul'); next && step.isSameLayer(next); next = step.next('Mul')) {
    const other = otherOf(step, next)
    if (!other) break
    factors.push(other)
    step.swallow(next)
  }
  const values = alike(step, factors)
  return values.ok ? merged(step, 'multiply', values.value) : values
}

function rescaled(step: Step, { scale, offset }: { scale: number; offset: number }): Handled {
  const input = step.value(0) ?? step.value(1)
  if (!input) return step.refuse(withConstants)
  const added = step.network.add({
    name: step.name,
    kind: 'rescaling',
    params: { scale: plain(scale), offset: plain(offset) },
    inputs: [input],
  })
  return added.ok ? ok({ ...added.value, layout: input.layout, order: input.order }) : added
}

/** What a later node takes besides the layer so far. */
function otherOf(step: Step, node: OnnxFileNode): Value | undefined {
  const at = node.inputs.findIndex((name) => name !== step.end.outputs[0])
  return at === -1 ? undefined : step.valueOf(node, at)
}

const numberOfSum = (step: Step, node: OnnxFileNode) => scalarOf(step.constantOf(node, 0) ?? step.constantOf(node, 1))

const numberIn = (step: Step) => scalarOf(step.constant(0) ?? step.constant(1))

const scalarOf = (constant: OnnxConstant | undefined): number | undefined =>
  constant && constant.dims.every((axis) => axis === 1) ? constant.numbers()[0] : undefined

const withConstants = {
  en: 'It computes with constants that are no single number.',
  zh: '它所用的常数不是单个数值。',
}
const unlike = {
  en: 'It merges tensors whose axes lie in different orders.',
  zh: '它合并的张量轴顺序不同。',
}
