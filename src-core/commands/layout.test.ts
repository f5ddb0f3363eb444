import { commandTable } from '../../test/graph/command-table.ts'

commandTable(
  ['moveNodes', 'resetLayout'],
  [
    {
      name: 'two nodes, one of them put for the first time',
      command: 'moveNodes',
      input: { positions: { in: { x: 5, y: 0 }, sum: { x: 1, y: 1 } } },
      change: { layout: { in: { x: 5, y: 0 }, sum: { x: 1, y: 1 } } },
    },
    {
      name: 'nothing',
      command: 'moveNodes',
      input: { positions: { gone: { x: 5, y: 0 } } },
      refusal: 'There is no layer or block “gone”.',
    },
    {
      name: 'to nowhere',
      command: 'moveNodes',
      input: { positions: { in: { x: Infinity, y: 0 } } },
      refusal: 'This cannot be done: moveNodes › positions › in › x',
    },
    {
      name: 'a block laid out anew with what is in it',
      command: 'resetLayout',
      input: { ids: ['body', 'sum'] },
      change: { layout: { 'body/a': undefined, 'body/c': undefined } },
    },
    {
      name: 'nothing laid out anew',
      command: 'resetLayout',
      input: { ids: ['gone'] },
      refusal: 'There is no layer or block “gone”.',
    },
    {
      name: 'everything laid out anew',
      command: 'resetLayout',
      input: {},
      change: { layout: { in: undefined, 'body/a': undefined, 'body/c': undefined, loose: undefined } },
    },
  ],
)
