import { commandTable } from '../../test/graph/command-table.ts'

commandTable(
  ['renameNode'],
  [
    {
      name: 'a layer; its wires and its place follow',
      command: 'renameNode',
      input: { id: 'in', name: ' image ' },
      change: {
        nodes: { in: undefined, image: { type: 'layer', kind: 'input', params: {} } },
        wires: { 'in->body/a#0': '-', 'in->sum#1': '-', 'image->body/a#0': '+', 'image->sum#1': '+' },
        layout: { in: undefined, image: { x: 0, y: 0 } },
      },
      selects: ['image'],
    },
    {
      name: 'a block; what bears its name follows',
      command: 'renameNode',
      input: { id: 'body/inner', name: 'body/act' },
      change: {
        nodes: {
          'body/inner': undefined,
          'body/inner/b': undefined,
          'body/act': { type: 'block', title: 'Inner', parent: 'body' },
          'body/act/b': { type: 'layer', kind: 'activation', params: {}, parent: 'body/act' },
        },
        wires: {
          'body/a->body/inner/b#0': '-',
          'body/inner/b->body/c#0': '-',
          'body/a->body/act/b#0': '+',
          'body/act/b->body/c#0': '+',
        },
      },
    },
    {
      name: 'a taken name',
      command: 'renameNode',
      input: { id: 'in', name: 'sum' },
      refusal: 'There is already a layer or block “sum”.',
    },
    { name: 'an empty name', command: 'renameNode', input: { id: 'in', name: '  ' }, refusal: '“” cannot be a name' },
    {
      name: 'a name of the language',
      command: 'renameNode',
      input: { id: 'in', name: '__proto__' },
      refusal: '“__proto__” cannot be a name',
    },
    ...['sum/', '/sum', 'a//b'].map((name) => ({
      name: `a path with an empty part: ${name}`,
      command: 'renameNode',
      input: { id: 'in', name },
      refusal: `“${name}” cannot be a name`,
    })),
    {
      name: 'a name with a wire in it',
      command: 'renameNode',
      input: { id: 'in', name: 'a->b' },
      refusal: '“a->b” cannot be a name',
    },
    {
      name: 'a block whose children would be too long',
      command: 'renameNode',
      input: { id: 'body', name: 'x'.repeat(199) },
      refusal: `“${'x'.repeat(60)}…” cannot be a name`,
    },
  ],
)
