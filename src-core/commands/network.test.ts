import { base, commandTable } from '../../test/graph/command-table.ts'

commandTable(
  ['replaceNetwork'],
  [
    {
      name: 'another network; the plan stays, places go',
      command: 'replaceNetwork',
      input: { template: 'tiny', options: { classes: 2 }, nodes: { in: base.nodes.in }, edges: {} },
      change: {
        nodes: Object.fromEntries(Object.keys(base.nodes).map((id) => [id, id === 'in' ? base.nodes.in : undefined])),
        wires: Object.fromEntries(Object.keys(base.edges).map((id) => [id, '-'])),
        layout: Object.fromEntries(Object.keys(base.layout).map((id) => [id, undefined])),
        template: { id: 'tiny', options: { classes: 2 } },
      },
    },
    {
      name: 'a network with a wire under a false name',
      command: 'replaceNetwork',
      input: { template: 'tiny', options: {}, nodes: {}, edges: { x: { source: 'a', target: 'b', targetInput: 0 } } },
      refusal: 'The wire “x” is listed under a name that is not its own (a->b#0).',
    },
  ],
)
