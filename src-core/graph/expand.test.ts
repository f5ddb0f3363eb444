import { expect, test } from 'vitest'
import { aside, chain, layer, merge } from './block.ts'
import { expand } from './expand.ts'

test('names are paths, blocks hold what is in them, branches meet in the order in which they are said', () => {
  const { nodes, edges } = expand(
    chain('network', [
      layer('in', 'input'),
      chain(
        'stage',
        [
          merge(
            'unit',
            [chain('', [layer('a', 'conv2d'), layer('b', 'conv2d')], { block: false }), chain('skip', [])],
            layer('add', 'add'),
          ),
          chain('plain', [layer('c', 'conv2d', { filters: 2 })], { block: false }),
        ],
        { title: 'Stage', folded: true, made: { block: 'x/y', options: { n: 1 } } },
      ),
      aside(layer('side', 'flatten')),
      layer('out', 'flatten'),
    ]),
  )
  expect(nodes).toEqual({
    in: { type: 'layer', kind: 'input', params: {} },
    stage: { type: 'block', title: 'Stage', folded: true, made: { block: 'x/y', options: { n: 1 } } },
    'stage/unit': { type: 'block', parent: 'stage' },
    'stage/unit/a': { type: 'layer', kind: 'conv2d', params: {}, parent: 'stage/unit' },
    'stage/unit/b': { type: 'layer', kind: 'conv2d', params: {}, parent: 'stage/unit' },
    'stage/unit/add': { type: 'layer', kind: 'add', params: {}, parent: 'stage/unit' },
    'stage/plain/c': { type: 'layer', kind: 'conv2d', params: { filters: 2 }, parent: 'stage' },
    side: { type: 'layer', kind: 'flatten', params: {} },
    out: { type: 'layer', kind: 'flatten', params: {} },
  })
  expect(Object.keys(edges).sort()).toEqual([
    'in->stage/unit/a#0',
    'in->stage/unit/add#1',
    'stage/plain/c->out#0',
    'stage/plain/c->side#0',
    'stage/unit/a->stage/unit/b#0',
    'stage/unit/add->stage/plain/c#0',
    'stage/unit/b->stage/unit/add#0',
  ])
})

test.each([
  [
    'two parts of one name',
    chain('n', [layer('a', 'input'), layer('a', 'flatten')]),
    'Two parts of the tree are called a.',
  ],
  [
    'a layer with a block’s name',
    chain('n', [chain('a', [layer('b', 'input')]), layer('a', 'flatten')]),
    'Two parts of the tree are called a.',
  ],
  [
    'a branch of nothing',
    merge('n', [chain('x', []), layer('a', 'input')], layer('add', 'add')),
    'A branch of add is empty and nothing comes before it.',
  ],
])('%s is a bug of the template', (_, tree, message) => {
  expect(() => expand(tree)).toThrow(message)
})
