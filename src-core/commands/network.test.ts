import { base, commandTable } from '../../test/graph/command-table.ts'

const { 'body/c': c, ...others } = base.nodes
const cut = Object.fromEntries(
  Object.entries(base.edges).filter(([, { source, target }]) => source !== 'body/c' && target !== 'body/c'),
)
const made = { type: 'block', title: 'Body', made: { block: 'kind', options: { layers: 1 } } }

commandTable(
  ['rebuildNetwork', 'rebuildBlock'],
  [
    {
      name: 'another network; the plan stays, and the place of what stays',
      command: 'rebuildNetwork',
      input: { template: { id: 'tiny', options: { classes: 2 } }, nodes: { in: base.nodes.in }, edges: {} },
      change: {
        nodes: Object.fromEntries(Object.keys(base.nodes).map((id) => [id, id === 'in' ? base.nodes.in : undefined])),
        wires: Object.fromEntries(Object.keys(base.edges).map((id) => [id, '-'])),
        layout: Object.fromEntries(Object.keys(base.layout).map((id) => [id, base.layout[id === 'in' ? id : '']])),
        template: { id: 'tiny', options: { classes: 2 } },
      },
    },
    {
      name: 'a network with a wire under a false name',
      command: 'rebuildNetwork',
      input: {
        template: { id: 'tiny', options: {} },
        nodes: {},
        edges: { x: { source: 'a', target: 'b', targetInput: 0 } },
      },
      refusal: 'The wire “x” is listed under a name that is not its own (a->b#0).',
    },
    {
      name: 'a block with a layer less; what is outside of it stays',
      command: 'rebuildBlock',
      input: { block: 'body', nodes: { ...others, body: made }, edges: cut },
      change: {
        nodes: { 'body/c': undefined, body: made },
        wires: { 'body/inner/b->body/c#0': '-', 'body/c->sum#0': '-' },
        layout: { 'body/c': undefined },
      },
      selects: ['sum', 'flatten'],
    },
    {
      name: 'a block that is not',
      command: 'rebuildBlock',
      input: { block: 'gone', nodes: { ...others, 'body/c': c }, edges: base.edges },
      refusal: 'There is no block “gone”.',
    },
    {
      name: 'a network without the block',
      command: 'rebuildBlock',
      input: { block: 'body', nodes: {}, edges: {} },
      refusal: 'There is no block “body”.',
    },
  ],
)
