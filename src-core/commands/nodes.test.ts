import { commandTable } from '../../test/graph/command-table.ts'

commandTable(
  ['addLayer', 'addChain'],
  [
    {
      name: 'a loose layer',
      command: 'addLayer',
      input: { kind: 'conv2d', position: { x: 1, y: 2 } },
      change: { nodes: { conv1: { type: 'layer', kind: 'conv2d', params: {} } }, layout: { conv1: { x: 1, y: 2 } } },
      selects: ['conv1'],
    },
    {
      name: 'a layer behind another, in its block',
      command: 'addLayer',
      input: { kind: 'conv2d', connectFrom: 'body/inner/b', params: { filters: 4 } },
      change: {
        nodes: { 'body/inner/conv1': { type: 'layer', kind: 'conv2d', params: { filters: 4 }, parent: 'body/inner' } },
        wires: { 'body/inner/b->body/inner/conv1#0': '+' },
      },
    },
    {
      name: 'a layer before another takes the place of its wire',
      command: 'addLayer',
      input: { kind: 'input', connectTo: 'body/a' },
      change: {
        nodes: { 'body/input': { type: 'layer', kind: 'input', params: {}, parent: 'body' } },
        wires: { 'in->body/a#0': '-', 'body/input->body/a#0': '+' },
      },
    },
    {
      name: 'a layer on a wire, in the innermost block around both its ends',
      command: 'addLayer',
      input: { kind: 'batch-normalization', onEdge: 'body/a->body/inner/b#0' },
      change: {
        nodes: { 'body/bn1': { type: 'layer', kind: 'batch-normalization', params: {}, parent: 'body' } },
        wires: { 'body/a->body/inner/b#0': '-', 'body/a->body/bn1#0': '+', 'body/bn1->body/inner/b#0': '+' },
      },
    },
    {
      name: 'a layer on a wire that leaves a block keeps the input it goes to',
      command: 'addLayer',
      input: { kind: 'conv2d', onEdge: 'in->sum#1', id: 'short cut' },
      change: {
        nodes: { 'short cut': { type: 'layer', kind: 'conv2d', params: {} } },
        wires: { 'in->sum#1': '-', 'in->short cut#0': '+', 'short cut->sum#1': '+' },
      },
    },
    {
      name: 'a kind that is not',
      command: 'addLayer',
      input: { kind: 'capsule' },
      refusal: 'There is no layer of the kind “capsule”.',
    },
    {
      name: 'a kind by a name of the language',
      command: 'addLayer',
      input: { kind: 'constructor' },
      refusal: 'There is no layer of the kind “constructor”.',
    },
    {
      name: 'an id that is taken',
      command: 'addLayer',
      input: { kind: 'add', id: 'sum' },
      refusal: 'There is already a layer or block “sum”.',
    },
    {
      name: 'an input behind a layer',
      command: 'addLayer',
      input: { kind: 'input', connectFrom: 'in' },
      refusal: '“Input” takes no input, so it can only stand at the beginning.',
    },
    {
      name: 'an input on a wire',
      command: 'addLayer',
      input: { kind: 'input', onEdge: 'in->sum#1' },
      refusal: '“Input” takes no input, so it can only stand at the beginning.',
    },
    {
      name: 'behind nothing',
      command: 'addLayer',
      input: { kind: 'add', connectFrom: 'gone' },
      refusal: 'There is no layer “gone”.',
    },
    {
      name: 'behind a block',
      command: 'addLayer',
      input: { kind: 'add', connectFrom: 'body' },
      refusal: 'There is no layer “body”.',
    },
    {
      name: 'on no wire',
      command: 'addLayer',
      input: { kind: 'add', onEdge: 'gone' },
      refusal: 'There is no wire “gone”.',
    },
    {
      name: 'into no block',
      command: 'addLayer',
      input: { kind: 'add', parent: 'sum' },
      refusal: 'There is no block “sum”.',
    },
    {
      name: 'before the input',
      command: 'addLayer',
      input: { kind: 'flatten', connectTo: 'in' },
      refusal: '“in” is an input layer: nothing can be connected into it.',
    },
    {
      name: 'between layers the wrong way round',
      command: 'addLayer',
      input: { kind: 'conv2d', connectFrom: 'flatten', connectTo: 'body/a' },
      refusal: '“flatten” already follows from “body/a”: the wire would close a circle.',
    },
    {
      name: 'a head',
      command: 'addChain',
      input: { layers: [{ kind: 'flatten' }, { kind: 'dense', params: { units: 3 } }], connectFrom: 'body/c' },
      change: {
        nodes: {
          'body/flatten': { type: 'layer', kind: 'flatten', params: {}, parent: 'body' },
          'body/dense1': { type: 'layer', kind: 'dense', params: { units: 3 }, parent: 'body' },
        },
        wires: { 'body/c->body/flatten#0': '+', 'body/flatten->body/dense1#0': '+' },
      },
    },
    {
      name: 'a chain with an input in it',
      command: 'addChain',
      input: { layers: [{ kind: 'flatten' }, { kind: 'input' }], connectFrom: 'sum' },
      refusal: '“Input” takes no input, so it can only stand at the beginning.',
    },
    {
      name: 'a chain behind nothing',
      command: 'addChain',
      input: { layers: [{ kind: 'flatten' }], connectFrom: 'body' },
      refusal: 'There is no layer “body”.',
    },
  ],
)
