import { commandTable } from '../../test/graph/command-table.ts'

commandTable(
  ['groupNodes', 'ungroupBlocks', 'setFolded', 'setAllFolded'],
  [
    {
      name: 'layers of one block into a block in it; their places become relative to it',
      command: 'groupNodes',
      input: { ids: ['body/a', 'body/c'], title: 'Pair' },
      change: {
        nodes: {
          'body/block1': { type: 'block', title: 'Pair', parent: 'body' },
          'body/a': { type: 'layer', kind: 'conv2d', params: { filters: 8 }, parent: 'body/block1' },
          'body/c': { type: 'layer', kind: 'conv2d', params: {}, parent: 'body/block1' },
        },
        layout: { 'body/block1': { x: 10, y: 5 }, 'body/a': { x: 0, y: 15 }, 'body/c': { x: 20, y: 0 } },
      },
      selects: ['body/block1'],
    },
    {
      name: 'a block and what is in it go as one',
      command: 'groupNodes',
      input: { ids: ['body', 'body/a', 'in'] },
      change: {
        nodes: {
          block1: { type: 'block' },
          body: { type: 'block', title: 'Body', parent: 'block1' },
          in: { type: 'layer', kind: 'input', params: {}, parent: 'block1' },
        },
        layout: { block1: { x: 0, y: 0 } },
      },
    },
    {
      name: 'layers of two blocks',
      command: 'groupNodes',
      input: { ids: ['in', 'body/a'] },
      refusal: 'Layers of different blocks cannot be grouped',
    },
    {
      name: 'a group of what is not',
      command: 'groupNodes',
      input: { ids: ['gone'] },
      refusal: 'There is no layer or block “gone”.',
    },
    {
      name: 'a block dissolved; places that were relative to an unplaced block are forgotten',
      command: 'ungroupBlocks',
      input: { ids: ['body'] },
      change: {
        nodes: {
          body: undefined,
          'body/a': { type: 'layer', kind: 'conv2d', params: { filters: 8 } },
          'body/inner': { type: 'block', title: 'Inner' },
          'body/c': { type: 'layer', kind: 'conv2d', params: {} },
        },
        layout: { 'body/a': undefined, 'body/c': undefined },
      },
    },
    {
      name: 'two blocks, one in the other',
      command: 'ungroupBlocks',
      input: { ids: ['body', 'body/inner'] },
      change: {
        nodes: {
          body: undefined,
          'body/inner': undefined,
          'body/a': { type: 'layer', kind: 'conv2d', params: { filters: 8 } },
          'body/inner/b': { type: 'layer', kind: 'activation', params: {} },
          'body/c': { type: 'layer', kind: 'conv2d', params: {} },
        },
        layout: { 'body/a': undefined, 'body/c': undefined },
      },
    },
    { name: 'a layer dissolved', command: 'ungroupBlocks', input: { ids: ['in'] }, refusal: 'There is no block “in”.' },
    {
      name: 'a block folded',
      command: 'setFolded',
      input: { id: 'body', folded: true },
      change: { nodes: { body: { type: 'block', title: 'Body', folded: true } } },
    },
    {
      name: 'a layer folded',
      command: 'setFolded',
      input: { id: 'in', folded: true },
      refusal: 'There is no block “in”.',
    },
    {
      name: 'all of the network',
      command: 'setAllFolded',
      input: { folded: true },
      change: {
        nodes: {
          body: { type: 'block', title: 'Body', folded: true },
          'body/inner': { type: 'block', title: 'Inner', parent: 'body', folded: true },
        },
      },
    },
    {
      name: 'all in a block, which itself stays open',
      command: 'setAllFolded',
      input: { folded: true, within: 'body' },
      change: { nodes: { 'body/inner': { type: 'block', title: 'Inner', parent: 'body', folded: true } } },
    },
    {
      name: 'all in a layer',
      command: 'setAllFolded',
      input: { folded: true, within: 'in' },
      refusal: 'There is no block “in”.',
    },
  ],
)
