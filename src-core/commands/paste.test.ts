import { base, commandTable } from '../../test/graph/command-table.ts'

commandTable(
  ['pasteNodes'],
  [
    {
      name: 'copies get free ids, the wires among them and their places come along',
      command: 'pasteNodes',
      input: {
        nodes: { 'body/a': base.nodes['body/a'], 'body/c': base.nodes['body/c'] },
        edges: {
          x: { source: 'body/a', target: 'body/c', targetInput: 0 },
          y: { source: 'in', target: 'body/a', targetInput: 0 },
        },
        layout: base.layout,
        offset: { x: 24, y: 24 },
      },
      change: {
        nodes: {
          'body/a2': { type: 'layer', kind: 'conv2d', params: { filters: 8 }, parent: 'body' },
          'body/c2': { type: 'layer', kind: 'conv2d', params: {}, parent: 'body' },
        },
        wires: { 'body/a2->body/c2#0': '+' },
        layout: { 'body/a2': { x: 34, y: 44 }, 'body/c2': { x: 54, y: 29 } },
      },
      selects: ['body/a2', 'body/c2'],
    },
    {
      name: 'a block with what is in it; only the block is selected and moves',
      command: 'pasteNodes',
      input: {
        nodes: { 'body/inner/b': base.nodes['body/inner/b'], 'body/inner': base.nodes['body/inner'] },
        edges: {},
        layout: { 'body/inner': { x: 1, y: 1 }, 'body/inner/b': { x: 2, y: 2 } },
        offset: { x: 5, y: 5 },
      },
      change: {
        nodes: {
          'body/inner2': { type: 'block', title: 'Inner', parent: 'body' },
          'body/inner2/b': { type: 'layer', kind: 'activation', params: {}, parent: 'body/inner2' },
        },
        layout: { 'body/inner2': { x: 6, y: 6 }, 'body/inner2/b': { x: 2, y: 2 } },
      },
      selects: ['body/inner2'],
    },
    {
      name: 'from another network: a block that is not here is left',
      command: 'pasteNodes',
      input: {
        nodes: { q: { type: 'layer', kind: 'flatten', params: {}, parent: 'elsewhere' } },
        edges: {},
        offset: { x: 0, y: 0 },
      },
      change: { nodes: { q: { type: 'layer', kind: 'flatten', params: {} } } },
    },
    {
      name: 'a block inside itself',
      command: 'pasteNodes',
      input: { nodes: { q: { type: 'block', parent: 'q' } }, edges: {}, offset: { x: 0, y: 0 } },
      refusal: 'The block “q” is inside itself.',
    },
  ],
)
