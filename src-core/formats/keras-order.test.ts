import { expect, test } from 'vitest'
import { kerasOrder } from './keras-order.ts'

/** The expected orders are `[layer.name for layer in model.layers]` of Keras 3.15; `test/exports` asks it about more. */
const cases: { name: string; layers: Record<string, string[]>; outputs: string[]; order: string[] }[] = [
  {
    name: 'two branches, level by level',
    layers: { in: [], a: ['in'], b: ['a'], c: ['in'], d: ['c'], sum: ['b', 'd'] },
    outputs: ['sum'],
    order: ['in', 'a', 'c', 'b', 'd', 'sum'],
  },
  {
    name: 'ties follow the order of the wires, not of the layers',
    layers: { in: [], a: ['in'], c: ['in'], d: ['c'], b: ['a'], sum: ['d', 'b'] },
    outputs: ['sum'],
    order: ['in', 'c', 'a', 'd', 'b', 'sum'],
  },
  {
    name: 'depth is the longest way to an output',
    layers: { in: [], long1: ['in'], long2: ['long1'], short: ['in'], sum: ['short', 'long2', 'in'], out: ['sum'] },
    outputs: ['out'],
    order: ['in', 'long1', 'short', 'long2', 'sum', 'out'],
  },
  {
    name: 'two inputs and two outputs',
    layers: { in1: [], in2: [], a: ['in2'], b: ['in1'], sum: ['a', 'b'], x: ['a'], y: ['sum'] },
    outputs: ['y', 'x'],
    order: ['in2', 'in1', 'a', 'b', 'sum', 'y', 'x'],
  },
  {
    name: 'the same, the outputs the other way round',
    layers: { in1: [], in2: [], a: ['in2'], b: ['in1'], sum: ['a', 'b'], x: ['a'], y: ['sum'] },
    outputs: ['x', 'y'],
    order: ['in2', 'in1', 'a', 'b', 'sum', 'x', 'y'],
  },
  {
    name: 'one layer taken twice',
    layers: { in: [], a: ['in'], twice: ['a', 'a'], b: ['a'], sum: ['b', 'twice'] },
    outputs: ['sum'],
    order: ['in', 'a', 'b', 'twice', 'sum'],
  },
]

test.each(cases)('$name', ({ layers, outputs, order }) => {
  expect(kerasOrder(outputs, (layer) => layers[layer]!)).toEqual(order)
})

test('a network deeper than the stack', () => {
  const order = kerasOrder(['50000'], (layer) => (layer === '0' ? [] : [String(Number(layer) - 1)]))
  expect(order).toHaveLength(50_001)
  expect(order[0]).toBe('0')
})
