import { produce } from 'immer'
import { describe, expect, test } from 'vitest'
import { renameNode } from '../commands/rename.ts'
import { chain, layer } from '../graph/block.ts'
import type { BlockTree } from '../graph/block.ts'
import { expand } from '../graph/expand.ts'
import { newDocument } from '../../templates/open.ts'
import { carryOver } from './carry-over.ts'

const network = (...parts: BlockTree[]) => expand(chain('', [layer('input', 'input', { shape: [8, 8, 3] }), ...parts]))
const conv = (name: string, filters: number, rest = {}) =>
  layer(name, 'conv2d', { filters, kernelSize: [3, 3], padding: 'same', ...rest })
const norm = (name: string) => layer(name, 'batch-normalization')
const end = [layer('flat', 'flatten'), layer('classify', 'dense', { units: 10 })]

interface Case {
  name: string
  from: BlockTree[]
  to: BlockTree[]
  /** `layer < from: weights (those that start anew)` */
  kept: string[]
  /** `layer: reason` */
  anew: string[]
  left: string[]
  /** Weights by Keras's formulas: 3·3·in·out + out of a convolution, in·out + out of a dense layer, 4·channels. */
  params: [kept: number, of: number]
}

const cases: Case[] = [
  {
    name: 'all of the same network',
    from: [conv('a', 4), norm('n'), ...end],
    to: [conv('a', 4), norm('n'), ...end],
    kept: ['a < a: kernel bias', 'n < n: gamma beta moving_mean moving_variance', 'classify < classify: kernel bias'],
    anew: [],
    left: [],
    params: [112 + 16 + 2570, 112 + 16 + 2570],
  },
  {
    name: 'all but a head for other classes',
    from: [conv('a', 4), ...end],
    to: [conv('a', 4), layer('flat', 'flatten'), layer('classify', 'dense', { units: 3 })],
    kept: ['a < a: kernel bias'],
    anew: ['classify: Its kernel is 256×3 now and was 256×10.'],
    left: ['classify'],
    params: [112, 112 + 771],
  },
  {
    name: 'what stands before and behind a layer that was put in',
    from: [conv('a', 4), conv('b', 4), ...end],
    to: [conv('a', 4), norm('n'), conv('b', 4), ...end],
    kept: ['a < a: kernel bias', 'b < b: kernel bias', 'classify < classify: kernel bias'],
    anew: ['n: The run has no such layer.'],
    left: [],
    params: [112 + 148 + 2570, 112 + 148 + 2570 + 16],
  },
  {
    name: 'a kernel where a bias came and another went',
    from: [conv('a', 4, { useBias: false }), conv('b', 4), ...end],
    to: [conv('a', 4), conv('b', 4, { useBias: false }), ...end],
    kept: ['a < a: kernel (bias)', 'b < b: kernel', 'classify < classify: kernel bias'],
    anew: [],
    left: [],
    params: [108 + 144 + 2570, 112 + 144 + 2570],
  },
  {
    name: 'renamed layers, by their place and parameters',
    from: [conv('a', 4), conv('b', 6), conv('c', 4), ...end],
    to: [conv('a', 4), conv('middle', 6), conv('last', 4), ...end],
    kept: [
      'a < a: kernel bias',
      'middle < b: kernel bias',
      'last < c: kernel bias',
      'classify < classify: kernel bias',
    ],
    anew: [],
    left: [],
    params: [112 + 222 + 220 + 2570, 112 + 222 + 220 + 2570],
  },
  {
    name: 'no weights of a layer that only stands in the same place',
    from: [conv('a', 4), conv('b', 4), ...end],
    to: [conv('a', 4), conv('other', 4, { activation: 'relu' }), ...end],
    kept: ['a < a: kernel bias', 'classify < classify: kernel bias'],
    anew: ['other: The run has no such layer.'],
    left: ['b'],
    params: [112 + 2570, 112 + 148 + 2570],
  },
  {
    name: 'no weights of a deleted layer by one that had its own before',
    from: [conv('a', 4), conv('b', 4), ...end],
    to: [conv('b', 4), ...end],
    kept: ['classify < classify: kernel bias'],
    anew: ['b: Its kernel is 3×3×3×4 now and was 3×3×4×4.'],
    left: ['a', 'b'],
    params: [2570, 112 + 2570],
  },
]

describe('a network takes over', () => {
  test.each(cases)('$name', ({ from, to, kept, anew, left, params }) => {
    const found = carryOver(network(...from), network(...to))
    const shown = found.kept.map(
      ({ layer, from, weights, anew }) =>
        `${layer} < ${from}: ${weights.join(' ')}${anew.length > 0 ? ` (${anew.join(' ')})` : ''}`,
    )
    expect(shown).toEqual(kept)
    expect(found.anew.map(({ layer, reason }) => `${layer}: ${reason.en}`)).toEqual(anew)
    expect(found.left).toEqual(left)
    expect([found.keptParams, found.params]).toEqual(params)
  })

  test('everything, after a block of a template was renamed', () => {
    const made = newDocument('resnet', { depth: 18, inputSize: 32, classes: 10 })
    if (!made.ok) throw new Error(made.failure.message.en)
    const block = Object.keys(made.value.nodes).find((id) => made.value.nodes[id]!.type === 'block')!
    const renamed = produce(made.value, (draft) => void renameNode.apply(draft, { id: block, name: 'stage one' }))
    expect(Object.keys(renamed.nodes)).toContain('stage one')
    const found = carryOver(made.value, renamed)
    expect(found.anew).toEqual([])
    expect(found.left).toEqual([])
    expect(found.keptParams).toBe(found.params)
  })
})
