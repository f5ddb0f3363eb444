import { base, commandTable } from '../../test/graph/command-table.ts'

/** A shortcut around a convolution, as a template would say it. */
const block = {
  block: 'residual',
  nodes: {
    residual: { type: 'block', title: 'Residual', folded: true, made: { block: 'kind', options: { filters: 4 } } },
    'residual/conv': { type: 'layer', kind: 'conv2d', params: { filters: 4 }, parent: 'residual' },
    'residual/add': { type: 'layer', kind: 'add', params: {}, parent: 'residual' },
  },
  edges: { 'residual/conv->residual/add#1': { source: 'residual/conv', target: 'residual/add', targetInput: 1 } },
  entries: [
    { target: 'residual/add', targetInput: 0 },
    { target: 'residual/conv', targetInput: 0 },
  ],
  exit: 'residual/add',
}
const title = { en: 'Residual', zh: '残差块' }

/** The nodes and the inner wire of the block under another id. */
const there = (id: string, parent?: string) => ({
  nodes: {
    [id]: { ...block.nodes.residual, ...(parent !== undefined && { parent }) },
    [`${id}/conv`]: { ...block.nodes['residual/conv'], parent: id },
    [`${id}/add`]: { ...block.nodes['residual/add'], parent: id },
  },
  wires: { [`${id}/conv->${id}/add#1`]: '+' as const },
})
const twice = structuredClone(base)
twice.nodes.residual1 = { type: 'block' }
twice.nodes['residual2/conv'] = { type: 'layer', kind: 'flatten', params: {} }

commandTable(
  ['addBlock'],
  [
    {
      name: 'a loose block, under the next free id',
      command: 'addBlock',
      input: { title, block, position: { x: 1, y: 2 } },
      change: { ...there('residual1'), layout: { residual1: { x: 1, y: 2 } } },
      selects: ['residual1'],
    },
    {
      name: 'where the block’s id and one inside of it are taken',
      command: 'addBlock',
      document: twice,
      input: { title, block },
      change: {
        nodes: {
          residual2: block.nodes.residual,
          'residual2/conv2': { ...block.nodes['residual/conv'], parent: 'residual2' },
          'residual2/add': { ...block.nodes['residual/add'], parent: 'residual2' },
        },
        wires: { 'residual2/conv2->residual2/add#1': '+' },
      },
    },
    {
      name: 'behind a layer, in its block, at every input that it takes',
      command: 'addBlock',
      input: { title, block, connectFrom: 'body/a' },
      change: {
        nodes: there('body/residual1', 'body').nodes,
        wires: {
          ...there('body/residual1').wires,
          'body/a->body/residual1/add#0': '+',
          'body/a->body/residual1/conv#0': '+',
        },
      },
    },
    {
      name: 'on a wire, which it splits; what follows keeps its input',
      command: 'addBlock',
      input: { title, block, onEdge: 'in->sum#1' },
      change: {
        nodes: there('residual1').nodes,
        wires: {
          ...there('residual1').wires,
          'in->sum#1': '-',
          'in->residual1/add#0': '+',
          'in->residual1/conv#0': '+',
          'residual1/add->sum#1': '+',
        },
      },
    },
    {
      name: 'into a block that is asked for',
      command: 'addBlock',
      input: { title, block, parent: 'body/inner' },
      change: there('body/inner/residual1', 'body/inner'),
    },
    {
      name: 'into a layer',
      command: 'addBlock',
      input: { title, block, parent: 'in' },
      refusal: 'There is no block “in”.',
    },
    {
      name: 'behind nothing',
      command: 'addBlock',
      input: { title, block, connectFrom: 'gone' },
      refusal: 'There is no layer “gone”.',
    },
    {
      name: 'on no wire',
      command: 'addBlock',
      input: { title, block, onEdge: 'gone' },
      refusal: 'There is no wire “gone”.',
    },
    {
      name: 'a part that is no whole block',
      command: 'addBlock',
      input: { title, block: { ...block, exit: 'residual' } },
      refusal: 'This cannot be done: addBlock › block is not as it should be (this is not one whole block).',
    },
  ],
)
