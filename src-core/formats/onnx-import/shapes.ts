import { sizeOf } from '../../graph/shape.ts'
import type { Shape } from '../../graph/shape.ts'
import { isOneRow } from '../../layers/onnx.ts'
import { ok } from '../../result.ts'
import { isCastToFloats } from './file.ts'
import { axesOf, isFirst, isSettled } from './network.ts'
import type { Value } from './network.ts'
import { listOf, noSuchOperator, numberOf } from './step.ts'
import type { Handled, Step } from './step.ts'

/** Dropout and the like: a network that is used does not have it. */
export const letThrough = (step: Step): Handled => {
  const input = step.value(0)
  return input ? ok(input) : step.refuse(noTensor)
}

/** A change of precision: all is computed in 32 bits here. */
export const cast = (step: Step): Handled => (isCastToFloats(step.node) ? letThrough(step) : noSuchOperator(step.node))

export function flatten(step: Step): Handled {
  const input = step.value(0)
  if (!input || step.number('axis', 1) !== 1) return step.refuse(noTensor)
  return flattened(step, input)
}

/** A row of all values, which of an image lie channels first if its layout is. */
function flattened(step: Step, input: Value): Handled {
  if (input.shape.length === 1) return ok(input)
  const row =
    step.node.operator === 'Reshape'
      ? { kind: 'reshape', params: { targetShape: [sizeOf(input.shape)] } }
      : { kind: 'flatten' }
  const added = step.network.add({ name: step.name, ...row, inputs: [input] })
  if (!added.ok) return added
  const order = input.layout === 'first' && !isSettled(input) ? input.shape : undefined
  return ok({ ...added.value, layout: 'last', order, positive: input.positive })
}

/** `GlobalAveragePool` and `ReduceMean` over height and width, with what flattens its one pixel. */
export const pooledWhole =
  (kind: 'global-avg-pool-2d' | 'global-max-pool-2d') =>
  (step: Step): Handled => {
    const input = step.value(0)
    if (input?.shape.length !== 3) return step.refuse(noTensor)
    let keepDims = true
    if (step.node.operator.startsWith('Reduce')) {
      const axes = step.listOrInput('axes', 1)?.map((axis) => (axis + 4) % 4)
      const wanted = input.layout === 'first' ? '2,3' : '1,2'
      if (axes?.toSorted().join() !== wanted) return step.refuse(otherAxes)
      keepDims = step.number('keepdims', 1) === 1
    }
    const row = keepDims ? step.next('Flatten', 'Squeeze', 'Reshape') : undefined
    if (row && flattens(step, row, input.shape[2]!)) {
      step.swallow(row)
      keepDims = false
    }
    return step.network.add({ name: step.name, kind, params: { keepDims }, inputs: [input] })
  }

/** Whether a node makes a row of one pixel. */
function flattens(step: Step, node: Step['node'], channels: number): boolean {
  const numbers = step.constantOf(node, 1)?.numbers()
  if (node.operator === 'Flatten') return numberOf(node, 'axis', 1) === 1
  if (node.operator === 'Reshape') return numbers?.length === 2 && (numbers[1] === channels || numbers[1] === -1)
  const axes = listOf(node, 'axes') ?? numbers
  return axes?.toSorted().join() === '2,3'
}

export function reshape(step: Step): Handled {
  const input = step.value(0)
  const target = step.constant(1)?.numbers()
  if (!input || !target || target.length < 2) return step.refuse(computedShape)
  const axes = axesFrom(target, input)
  if (!axes) return step.refuse(computedShape)
  if (!input.order && axes.join() === axesOf(input).join()) return ok(input)
  const shuffle = shuffled(step, input, axes)
  if (shuffle) return shuffle
  if (axes.length === 1) return flattened(step, input)
  if (axes.length !== 3)
    return isSettled(input) || input.layout === 'last' ? shaped(step, input, axes) : step.refuse(mixed)
  const image = [axes[1]!, axes[2]!, axes[0]!]
  const channels = input.order?.[2] ?? (isFirst(input) ? input.shape[2] : undefined)
  if (!isSettled(input) && input.layout === 'first' && channels === axes[0]) return shaped(step, input, image, 'first')
  if (input.order && channels === axes[0]) return shaped(step, { ...input, order: undefined }, image, 'first')
  if (!isSettled(input) && (input.order || input.layout === 'first')) return step.refuse(mixed)
  // With channels last until a transposition says otherwise, unless it makes no difference.
  const turned = step.next('Transpose')
  if (turned && listOf(turned, 'perm')?.join() === '0,3,1,2') return shaped(step, input, axes, 'last')
  return isOneRow(image) ? shaped(step, input, image, 'first') : shaped(step, input, axes, 'last')
}

function shaped(step: Step, input: Value, targetShape: Shape, layout: Value['layout'] = 'last'): Handled {
  const added = step.network.add({ name: step.name, kind: 'reshape', params: { targetShape }, inputs: [input] })
  return added.ok ? ok({ ...added.value, layout, positive: input.positive }) : added
}

/** A target's axes without the batch's, in numbers: 0 stands for the axis as it is, −1 for what is left. */
function axesFrom([batch, ...target]: readonly number[], input: Value): number[] | undefined {
  const given = axesOf(input)
  const axes = target.map((axis, at) => (axis === 0 ? given[at] : axis))
  if (axes.some((axis) => axis === undefined)) return undefined
  const known = axes.filter((axis) => axis !== -1).reduce<number>((all, axis) => all * axis!, 1)
  const rest = sizeOf(input.shape) / known
  if (batch === -1 && rest !== 1) return undefined
  return Number.isInteger(rest) ? axes.map((axis) => (axis === -1 ? rest : axis!)) : undefined
}

/** Channels split into groups, turned and put together again. */
function shuffled(step: Step, input: Value, axes: readonly number[]): Handled | undefined {
  const isImage = isFirst(input)
  const turned = step.next('Transpose')
  const together = turned && step.takersOf(turned).length === 1 ? step.takersOf(turned)[0] : undefined
  if (!turned || together?.operator !== 'Reshape') return undefined
  const perm = listOf(turned, 'perm')?.join()
  const [groups, rest] = isImage ? [axes[0]!, axes.slice(2)] : [axes.at(-2)!, axes.slice(0, -2)]
  const last = input.shape.length
  const wanted = isImage ? '0,2,1,3,4' : [...Array(last).keys(), last + 1, last].join()
  const room = isImage ? input.shape.slice(0, 2) : input.shape.slice(0, -1)
  const back = step.constantOf(together, 1)?.numbers().slice(1).join()
  const isShuffle = axes.length === last + 1 && perm === wanted && rest.join() === room.join()
  if (!isShuffle || back !== axesOf(input).join() || input.order) return undefined
  step.swallow(turned)
  step.swallow(together)
  return step.network.add({ name: step.name, kind: 'channel-shuffle', params: { groups }, inputs: [input] })
}

export function transpose(step: Step): Handled {
  const input = step.value(0)
  const perm = step.list('perm')
  if (!input || !perm || input.order) return step.refuse(noTensor)
  const isImage = input.shape.length === 3
  if (isImage && input.layout === 'last' && perm.join() === '0,3,1,2') return ok({ ...input, layout: 'first' })
  if (isImage && input.layout === 'first' && perm.join() === '0,2,3,1') return ok({ ...input, layout: 'last' })
  if (perm.every((axis, at) => axis === at)) return ok(input)
  if (perm[0] !== 0) return step.refuse(otherAxes)
  // Where the core counts the graph's channels, height and width, from 1.
  const place = [0, 3, 1, 2]
  const dims = isFirst(input) ? [perm[2]!, perm[3]!, perm[1]!].map((axis) => place[axis]!) : perm.slice(1)
  return step.network.add({ name: step.name, kind: 'permute', params: { dims }, inputs: [input] })
}

/** One pixel's channels as a row. */
export function squeeze(step: Step): Handled {
  const input = step.value(0)
  if (!input || !isSettled(input) || input.shape.slice(0, -1).some((axis) => axis !== 1)) return step.refuse(otherAxes)
  const added = step.network.add({ name: step.name, kind: 'flatten', inputs: [input] })
  return added.ok ? ok({ ...added.value, layout: 'last', positive: input.positive }) : added
}

/** A row as one pixel's channels. */
export function unsqueeze(step: Step): Handled {
  const input = step.value(0)
  const axes = step.listOrInput('axes', 1)?.toSorted().join()
  if (!input || input.shape.length !== 1 || input.order) return step.refuse(noTensor)
  if (axes !== '2,3' && axes !== '-2,-1' && axes !== '-1,-2') return step.refuse(otherAxes)
  return shaped(step, input, [1, 1, input.shape[0]!], 'first')
}

const noTensor = { en: 'It is not of the form that a layer here has.', zh: '它的形式在本程序中没有对应的层。' }
const computedShape = {
  en: 'Its shape is computed by the graph or does not fit.',
  zh: '它的形状由计算图算出，或与输入不符。',
}
const mixed = {
  en: 'It mixes channels with places in an order that Keras does not have.',
  zh: '它把通道与位置混排，Keras 没有这样的顺序。',
}
const otherAxes = { en: 'It is for other axes than a layer here.', zh: '它作用的轴与本程序的层不同。' }
