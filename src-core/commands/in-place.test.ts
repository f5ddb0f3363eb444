import { expect, test } from 'vitest'
import { commandTable } from '../../test/graph/command-table.ts'
import { network } from '../../test/graph/network.ts'
import { analyze } from '../graph/analyze.ts'
import { execute, startHistory } from './history.ts'

const conv = { type: 'layer', kind: 'conv2d', params: {}, parent: 'unit' }
const add = { type: 'layer', kind: 'add', params: {}, parent: 'unit' }
/** A residual unit between an input and a head. */
const unit = network(
  {
    in: ['input', { shape: [8, 8, 32] }],
    unit: { block: 'Unit' },
    'unit/conv': ['conv2d', { filters: 32, kernelSize: [3, 3], padding: 'same' }, 'unit'],
    'unit/add': ['add', {}, 'unit'],
    pool: ['global-avg-pool-2d'],
    out: ['dense', { units: 10 }],
  },
  ['in -> unit/conv -> unit/add -> pool -> out', 'in -> unit/add'],
)
unit.nodes['unit/conv'] = conv as never

commandTable(
  ['repeatNodes', 'setKind', 'setBypassed', 'setFrozen'],
  [
    {
      name: 'a unit three times, each with its shortcut',
      document: unit,
      command: 'repeatNodes',
      input: { ids: ['unit'], times: 3 },
      change: {
        nodes: {
          unit2: { type: 'block', title: 'Unit' },
          'unit2/conv': { ...conv, parent: 'unit2' },
          'unit2/add': { ...add, parent: 'unit2' },
          unit3: { type: 'block', title: 'Unit' },
          'unit3/conv': { ...conv, parent: 'unit3' },
          'unit3/add': { ...add, parent: 'unit3' },
        },
        wires: {
          'unit/add->pool#0': '-',
          'unit/add->unit2/conv#0': '+',
          'unit/add->unit2/add#1': '+',
          'unit2/conv->unit2/add#0': '+',
          'unit2/add->unit3/conv#0': '+',
          'unit2/add->unit3/add#1': '+',
          'unit3/conv->unit3/add#0': '+',
          'unit3/add->pool#0': '+',
        },
      },
      selects: ['unit2', 'unit3'],
    },
    {
      name: 'once is no repetition',
      command: 'repeatNodes',
      input: { ids: ['flatten'], times: 2 },
      change: {
        nodes: { flatten2: { type: 'layer', kind: 'flatten', params: {} } },
        wires: { 'flatten->out#0': '-', 'flatten->flatten2#0': '+', 'flatten2->out#0': '+' },
      },
    },
    {
      name: 'an input',
      command: 'repeatNodes',
      input: { ids: ['in'], times: 2 },
      refusal: '“Input” takes no input',
    },
    {
      name: 'a convolution becomes a depthwise one, with what it has too',
      document: network({ c: ['conv2d', { filters: 8, kernelSize: [5, 5], padding: 'same' }] }),
      command: 'setKind',
      input: { id: 'c', kind: 'depthwise-conv-2d' },
      change: {
        nodes: {
          c: { type: 'layer', kind: 'depthwise-conv-2d', params: { kernelSize: [5, 5], padding: 'same' } },
        },
      },
    },
    { name: 'no kind', command: 'setKind', input: { id: 'out', kind: 'capsule' }, refusal: 'There is no layer of' },
    {
      name: 'an input in the middle',
      command: 'setKind',
      input: { id: 'out', kind: 'input' },
      refusal: '“Input” takes no input',
    },
    {
      name: 'all of a block is bypassed',
      document: unit,
      command: 'setBypassed',
      input: { ids: ['unit'], bypassed: true },
      change: { nodes: { 'unit/conv': { ...conv, bypassed: true }, 'unit/add': { ...add, bypassed: true } } },
    },
    {
      name: 'all of a block is frozen',
      document: unit,
      command: 'setFrozen',
      input: { ids: ['unit'], frozen: true },
      change: { nodes: { 'unit/conv': { ...conv, frozen: true }, 'unit/add': { ...add, frozen: true } } },
    },
    {
      name: 'an input is bypassed',
      command: 'setBypassed',
      input: { ids: ['in'], bypassed: true },
      refusal: '“in” gives the network its images',
    },
  ],
)

test('what is bypassed costs nothing, and what follows takes what came before', () => {
  const start = startHistory(structuredClone(unit))
  const done = execute(start, 'setBypassed', { ids: ['unit'], bypassed: true })
  if (!done.ok) throw new Error(done.failure.message.en)
  const { order, layers, problems } = analyze(done.value.document)
  expect(order).toEqual(['in', 'pool', 'out'])
  expect(problems).toEqual([])
  expect(layers.get('pool')).toMatchObject({ inputs: ['in'], inputShapes: [[8, 8, 32]] })
  expect(layers.get('unit/add')).toMatchObject({ inputs: ['in'], shape: [8, 8, 32], trainable: 0, macs: 0 })
  const back = execute(done.value, 'setBypassed', { ids: ['unit'], bypassed: false })
  expect(back).toMatchObject({ ok: true, value: { document: start.document } })
})

test('what is frozen counts as non-trainable', () => {
  const start = startHistory(structuredClone(unit))
  const done = execute(start, 'setFrozen', { ids: ['unit'], frozen: true })
  if (!done.ok) throw new Error(done.failure.message.en)
  const [before, after] = [start.document, done.value.document].map((document) =>
    analyze(document).layers.get('unit/conv')!,
  )
  expect(before!.trainable).toBeGreaterThan(0)
  expect(after).toMatchObject({ trainable: 0, nonTrainable: before!.trainable + before!.nonTrainable })
  const back = execute(done.value, 'setFrozen', { ids: ['unit'], frozen: false })
  expect(back).toMatchObject({ ok: true, value: { document: start.document } })
})

test('a fix behind a bypassed layer acts on the wire that is there', () => {
  const start = startHistory(
    network(
      {
        in: ['input', { shape: [8, 8, 3] }],
        a: ['conv2d', { filters: 4, padding: 'same' }],
        b: ['conv2d', { filters: 8 }],
        sum: ['add'],
      },
      ['in -> a -> b -> sum', 'a -> sum'],
    ),
  )
  const { problems } = analyze(start.document)
  expect(problems.length).toBeGreaterThan(0)
  const bypassed = execute(start, 'setBypassed', { ids: ['b'], bypassed: true })
  if (!bypassed.ok) throw new Error(bypassed.failure.message.en)
  const onto = analyze(bypassed.value.document)
  expect(onto.layers.get('sum')!.inputs).toEqual(['a', 'a'])
  for (const { fixes } of onto.problems) {
    for (const { command, input } of fixes) expect(execute(bypassed.value, command, input).ok).toBe(true)
  }
})
