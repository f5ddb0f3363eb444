import { commandTable } from '../../test/graph/command-table.ts'
import { network } from '../../test/graph/network.ts'

const twice = network({ in: ['input'], a: ['conv2d'], b: ['conv2d'], cat: ['concatenate'], f: ['flatten'] }, [
  'in -> a -> cat -> f',
  'in -> b -> cat',
])

commandTable(
  ['deleteNodes'],
  [
    {
      name: 'a layer, with its wires',
      command: 'deleteNodes',
      input: { ids: ['flatten'], heal: false },
      change: { nodes: { flatten: undefined }, wires: { 'sum->flatten#0': '-', 'flatten->out#0': '-' } },
    },
    {
      name: 'a layer, healed',
      command: 'deleteNodes',
      input: { ids: ['flatten'], heal: true },
      change: {
        nodes: { flatten: undefined },
        wires: { 'sum->flatten#0': '-', 'flatten->out#0': '-', 'sum->out#0': '+' },
      },
    },
    {
      name: 'a block with all in it, healed into the same input; what is there twice is not joined twice',
      command: 'deleteNodes',
      input: { ids: ['body'], heal: true },
      change: {
        nodes: {
          body: undefined,
          'body/a': undefined,
          'body/inner': undefined,
          'body/inner/b': undefined,
          'body/c': undefined,
        },
        wires: {
          'in->body/a#0': '-',
          'body/a->body/inner/b#0': '-',
          'body/inner/b->body/c#0': '-',
          'body/c->sum#0': '-',
        },
        layout: { 'body/a': undefined, 'body/c': undefined },
      },
    },
    {
      name: 'the last layer of a block takes the block with it',
      command: 'deleteNodes',
      input: { ids: ['body/inner/b'], heal: true },
      change: {
        nodes: { 'body/inner/b': undefined, 'body/inner': undefined },
        wires: { 'body/a->body/inner/b#0': '-', 'body/inner/b->body/c#0': '-', 'body/a->body/c#0': '+' },
      },
    },
    {
      name: 'a merge, healed along its first input',
      command: 'deleteNodes',
      input: { ids: ['sum', 'flatten'], heal: true },
      change: {
        nodes: { sum: undefined, flatten: undefined },
        wires: {
          'body/c->sum#0': '-',
          'in->sum#1': '-',
          'sum->flatten#0': '-',
          'flatten->out#0': '-',
          'body/c->out#0': '+',
        },
      },
    },
    {
      name: 'what is not there',
      command: 'deleteNodes',
      input: { ids: ['sum', 'gone'], heal: true },
      refusal: 'There is no layer or block “gone”.',
    },
    {
      name: 'a wire between two layers of a merge keeps its input when healed',
      document: twice,
      command: 'deleteNodes',
      input: { ids: ['b'], heal: true },
      change: {
        nodes: { b: undefined },
        wires: { 'in->b#0': '-', 'b->cat#1': '-', 'in->cat#1': '+' },
      },
    },
  ],
)
