import { describe, expect, test } from 'vitest'
import { commandTable } from '../../test/graph/command-table.ts'
import { network } from '../../test/graph/network.ts'
import { execute, startHistory } from './history.ts'

/** Two residual units, a block of two branches and a head: what networks are made of. */
const units = network(
  {
    in: ['input'],
    one: { block: 'One' },
    'one/conv': ['conv2d', {}, 'one'],
    'one/add': ['add', {}, 'one'],
    two: { block: 'Two' },
    'two/conv': ['conv2d', {}, 'two'],
    'two/add': ['add', {}, 'two'],
    fork: { block: 'Fork' },
    'fork/a': ['conv2d', {}, 'fork'],
    'fork/b': ['conv2d', {}, 'fork'],
    'fork/concat': ['concatenate', {}, 'fork'],
    pool: ['global-avg-pool-2d'],
    out: ['dense', { units: 10 }],
    spare: { block: 'Spare' },
    'spare/conv': ['conv2d', {}, 'spare'],
    'spare/add': ['add', {}, 'spare'],
  },
  [
    'in -> one/conv -> one/add -> two/conv -> two/add -> fork/a -> fork/concat -> pool -> out',
    'in -> one/add',
    'one/add -> two/add',
    'two/add -> fork/b -> fork/concat',
    'spare/conv -> spare/add',
  ],
)

commandTable(
  ['restructure'],
  [
    {
      name: 'a loose layer onto a wire; its place is forgotten',
      command: 'restructure',
      input: { ids: ['loose'], onEdges: ['flatten->out#0'] },
      change: {
        wires: { 'flatten->out#0': '-', 'flatten->loose#0': '+', 'loose->out#0': '+' },
        layout: { loose: undefined },
      },
      selects: ['sum', 'flatten'],
    },
    {
      name: 'a layer from one wire to another: it leaves its block, which goes with its last layer',
      command: 'restructure',
      input: { ids: ['body/inner/b'], onEdges: ['flatten->out#0'] },
      change: {
        nodes: { 'body/inner/b': { type: 'layer', kind: 'activation', params: {} }, 'body/inner': undefined },
        wires: {
          'body/a->body/inner/b#0': '-',
          'body/inner/b->body/c#0': '-',
          'body/a->body/c#0': '+',
          'flatten->out#0': '-',
          'flatten->body/inner/b#0': '+',
          'body/inner/b->out#0': '+',
        },
      },
    },
    {
      name: 'a layer onto a wire inside of a block goes into the block',
      command: 'restructure',
      input: { ids: ['flatten'], onEdges: ['body/inner/b->body/c#0'] },
      change: {
        nodes: { flatten: { type: 'layer', kind: 'flatten', params: {}, parent: 'body' } },
        wires: {
          'sum->flatten#0': '-',
          'flatten->out#0': '-',
          'sum->out#0': '+',
          'body/inner/b->body/c#0': '-',
          'body/inner/b->flatten#0': '+',
          'flatten->body/c#0': '+',
        },
      },
    },
    {
      name: 'a unit behind the next: its shortcut begins where the wire does',
      document: units,
      command: 'restructure',
      input: { ids: ['one'], onEdges: ['two/add->fork/a#0', 'two/add->fork/b#0'] },
      change: {
        wires: {
          'in->one/conv#0': '-',
          'in->one/add#1': '-',
          'one/add->two/conv#0': '-',
          'one/add->two/add#1': '-',
          'in->two/conv#0': '+',
          'in->two/add#1': '+',
          'two/add->fork/a#0': '-',
          'two/add->fork/b#0': '-',
          'two/add->one/conv#0': '+',
          'two/add->one/add#1': '+',
          'one/add->fork/a#0': '+',
          'one/add->fork/b#0': '+',
        },
      },
    },
    {
      name: 'a unit into a branch of a block',
      document: units,
      command: 'restructure',
      input: { ids: ['two'], onEdges: ['fork/b->fork/concat#1'] },
      change: {
        nodes: { two: { type: 'block', title: 'Two', parent: 'fork' } },
        wires: {
          'one/add->two/conv#0': '-',
          'one/add->two/add#1': '-',
          'two/add->fork/a#0': '-',
          'two/add->fork/b#0': '-',
          'one/add->fork/a#0': '+',
          'one/add->fork/b#0': '+',
          'fork/b->fork/concat#1': '-',
          'fork/b->two/conv#0': '+',
          'fork/b->two/add#1': '+',
          'two/add->fork/concat#1': '+',
        },
      },
    },
    {
      name: 'a loose unit takes the wire at every input that is missing',
      document: units,
      command: 'restructure',
      input: { ids: ['spare'], onEdges: ['in->one/conv#0', 'in->one/add#1'] },
      change: {
        wires: {
          'in->one/conv#0': '-',
          'in->one/add#1': '-',
          'in->spare/conv#0': '+',
          'in->spare/add#1': '+',
          'spare/add->one/conv#0': '+',
          'spare/add->one/add#1': '+',
        },
      },
    },
    {
      name: 'a sum takes its shortcut along',
      document: units,
      command: 'restructure',
      input: { ids: ['one/add'], onEdges: ['two/conv->two/add#0'] },
      change: {
        nodes: { 'one/add': { type: 'layer', kind: 'add', params: {}, parent: 'two' } },
        wires: {
          'one/conv->one/add#0': '-',
          'one/add->two/conv#0': '-',
          'one/add->two/add#1': '-',
          'one/conv->two/conv#0': '+',
          'one/conv->two/add#1': '+',
          'two/conv->two/add#0': '-',
          'two/conv->one/add#0': '+',
          'one/add->two/add#0': '+',
        },
      },
    },
    {
      name: 'a shortcut that would close a circle stays behind',
      document: units,
      command: 'restructure',
      input: { ids: ['fork/concat'], onEdges: ['in->one/conv#0'], parent: '' },
      change: {
        nodes: { 'fork/concat': { type: 'layer', kind: 'concatenate', params: {} } },
        wires: {
          'fork/a->fork/concat#0': '-',
          'fork/b->fork/concat#1': '-',
          'fork/concat->pool#0': '-',
          'fork/a->pool#0': '+',
          'in->one/conv#0': '-',
          'in->fork/concat#0': '+',
          'fork/concat->one/conv#0': '+',
        },
      },
    },
    {
      name: 'two layers that no wire joins, one behind the other',
      document: units,
      command: 'restructure',
      input: { ids: ['pool', 'one/conv'], onEdges: ['two/conv->two/add#0'] },
      change: {
        nodes: {
          'one/conv': { type: 'layer', kind: 'conv2d', params: {}, parent: 'two' },
          pool: { type: 'layer', kind: 'global-avg-pool-2d', params: {}, parent: 'two' },
        },
        wires: {
          'in->one/conv#0': '-',
          'one/conv->one/add#0': '-',
          'fork/concat->pool#0': '-',
          'pool->out#0': '-',
          'fork/concat->out#0': '+',
          'two/conv->two/add#0': '-',
          'two/conv->one/conv#0': '+',
          'one/conv->pool#0': '+',
          'pool->two/add#0': '+',
        },
      },
    },
    {
      name: 'into a block: the wires stay',
      command: 'restructure',
      input: { ids: ['sum', 'loose'], parent: 'body', positions: { loose: { x: 1, y: 2 } } },
      change: {
        nodes: {
          sum: { type: 'layer', kind: 'add', params: {}, parent: 'body' },
          loose: { type: 'layer', kind: 'dropout', params: {}, parent: 'body' },
        },
        layout: { loose: { x: 1, y: 2 } },
      },
    },
    {
      name: 'out of a block: the wires stay, and so does what is in it',
      command: 'restructure',
      input: { ids: ['body/inner', 'body/inner/b'], parent: '' },
      change: { nodes: { 'body/inner': { type: 'block', title: 'Inner' } } },
    },
    {
      name: 'pulled out, the gap is closed and the wires inside stay',
      document: units,
      command: 'restructure',
      input: { ids: ['one'], pullOut: true, positions: { one: { x: 5, y: 6 } } },
      change: {
        wires: {
          'in->one/conv#0': '-',
          'in->one/add#1': '-',
          'one/add->two/conv#0': '-',
          'one/add->two/add#1': '-',
          'in->two/conv#0': '+',
          'in->two/add#1': '+',
        },
        layout: { one: { x: 5, y: 6 } },
      },
    },
    {
      name: 'onto its own wire',
      command: 'restructure',
      input: { ids: ['out'], onEdges: ['flatten->out#0'] },
      refusal: '“flatten” is already connected to “out”.',
    },
    {
      name: 'an input onto a wire',
      command: 'restructure',
      input: { ids: ['in'], onEdges: ['flatten->out#0'] },
      refusal: '“Input” takes no input, so it can only stand at the beginning.',
    },
    {
      name: 'two branches at once',
      document: units,
      command: 'restructure',
      input: { ids: ['fork/a', 'fork/b', 'out'], onEdges: ['in->one/conv#0', 'one/conv->one/add#0'] },
      refusal: 'These wires come from “in” and “one/conv”;',
    },
    {
      name: 'a block with two ways out',
      document: network(
        {
          in: ['input'],
          two: { block: 'Two' },
          'two/a': ['conv2d', {}, 'two'],
          'two/b': ['conv2d', {}, 'two'],
          sum: ['add'],
          out: ['flatten'],
        },
        ['in -> two/a -> sum -> out', 'in -> two/b -> sum'],
      ),
      command: 'restructure',
      input: { ids: ['two'], onEdges: ['sum->out#0'] },
      refusal: '“two/a” and “two/b” both lead out',
    },
    {
      name: 'a block into itself',
      command: 'restructure',
      input: { ids: ['body'], parent: 'body/inner' },
      refusal: '“body/inner” cannot go into itself or into what is in it.',
    },
    { name: 'a layer that is not there', command: 'restructure', input: { ids: ['gone'] }, refusal: 'There is no' },
    {
      name: 'onto a wire that is not there',
      command: 'restructure',
      input: { ids: ['out'], onEdges: ['gone'] },
      refusal: 'There is no wire “gone”.',
    },
    {
      name: 'into a layer',
      command: 'restructure',
      input: { ids: ['out'], parent: 'sum' },
      refusal: 'There is no block “sum”.',
    },
    {
      name: 'an empty block onto a wire',
      document: network({ in: ['input'], out: ['flatten'], none: { block: 'None' } }, ['in -> out']),
      command: 'restructure',
      input: { ids: ['none'], onEdges: ['in->out#0'] },
      refusal: '“none” has no layers in it',
    },
  ],
)

describe('moving there and back', () => {
  test.each([
    ['one', 'two/add->fork/a#0', ['in->two/conv#0', 'in->two/add#1']],
    ['pool', 'in->one/conv#0', ['fork/concat->out#0']],
    ['fork', 'in->one/conv#0', ['two/add->pool#0']],
  ])('%s gives the network that was', (id, there, back) => {
    const start = startHistory(structuredClone(units))
    const wires = there === 'in->one/conv#0' ? [there, 'in->one/add#1'] : [there, 'two/add->fork/b#0']
    const gone = execute(start, 'restructure', { ids: [id], onEdges: wires })
    if (!gone.ok) throw new Error(gone.failure.message.en)
    const returned = execute(gone.value, 'restructure', { ids: [id], onEdges: back })
    if (!returned.ok) throw new Error(returned.failure.message.en)
    expect(returned.value.document).toEqual(start.document)
  })
})
