import { commandTable } from '../../test/graph/command-table.ts'

commandTable(
  ['setParams'],
  [
    {
      name: 'one parameter',
      command: 'setParams',
      input: { id: 'body/a', params: { kernelSize: [5, 5] } },
      change: {
        nodes: {
          'body/a': { type: 'layer', kind: 'conv2d', params: { filters: 8, kernelSize: [5, 5] }, parent: 'body' },
        },
      },
    },
    {
      name: 'a parameter back to its default, and a wrong one',
      command: 'setParams',
      input: { id: 'body/a', params: { filters: undefined, padding: 'odd' } },
      change: { nodes: { 'body/a': { type: 'layer', kind: 'conv2d', params: { padding: 'odd' }, parent: 'body' } } },
    },
    {
      name: 'a block’s parameter',
      command: 'setParams',
      input: { id: 'body', params: {} },
      refusal: 'There is no layer “body”.',
    },
    {
      name: 'NaN',
      command: 'setParams',
      input: { id: 'out', params: { units: NaN } },
      refusal: 'This cannot be done: setParams › params › units',
    },
  ],
)
