import { asDocument } from '../../src-core/document/as-document.ts'
import type { GraphNode, LoomDocument } from '../../src-core/document/schema.ts'
import { edgeId } from '../../src-core/document/schema.ts'
import { aside, chain, layer, merge } from '../../src-core/graph/block.ts'
import type { BlockTree } from '../../src-core/graph/block.ts'
import { expand } from '../../src-core/graph/expand.ts'
import { branched, deep, mobile, shuffled } from '../exports/networks.ts'
import { open } from '../networks/open.ts'
import { thin } from '../networks/thin.ts'

const documentOf = (parts: BlockTree[]): LoomDocument => asDocument(expand(chain('', parts)))

const conv = (name: string, filters = 4) => layer(name, 'conv2d', { filters, padding: 'same', activation: 'relu' })
const image = layer('input', 'input', { shape: [8, 8, 3] })
const end = [layer('pool', 'global-avg-pool-2d'), layer('classify', 'dense', { units: 5, activation: 'softmax' })]

/** A layer more in the path of one of four equal blocks, as a person would add it. */
function withExtraLayer(): LoomDocument {
  const document = thin(open('resnet', { depth: 34, inputSize: 33, classes: 7 }), 8, 7)
  const [before, after] = ['conv4/block3/relu1', 'conv4/block3/conv2']
  const extra = 'conv4/block3/extra'
  const { [edgeId({ source: before, target: after, targetInput: 0 })]: cut, ...edges } = document.edges
  const wires = [
    { source: before, target: extra, targetInput: 0 },
    { source: extra, target: after, targetInput: 0 },
  ]
  return {
    ...document,
    nodes: {
      ...document.nodes,
      [extra]: { type: 'layer', kind: 'dropout', params: { rate: 0.25 }, parent: 'conv4/block3' },
    },
    edges: { ...edges, ...(cut && Object.fromEntries(wires.map((wire) => [edgeId(wire), wire]))) },
  }
}

/** A parameter changed by hand in one of four equal blocks. */
function withOtherKernel(): LoomDocument {
  const document = thin(open('resnet', { depth: 34, inputSize: 33, classes: 7 }), 8, 7)
  const id = 'conv4/block3/conv1'
  const node = document.nodes[id]!
  const changed = { ...node, params: { ...(node as { params: object }).params, kernelSize: [5, 5] } } as GraphNode
  return { ...document, nodes: { ...document.nodes, [id]: changed } }
}

const chinese = documentOf([
  image,
  chain('特征', [
    ...[1, 2, 3, 4].map((at) => chain(`块${at}`, [conv('卷积'), layer('归一化', 'batch-normalization')])),
    layer('激活', 'activation', { activation: 'hard_swish' }),
  ]),
  ...end,
])

/** Layers in a block whose ids do not start with the block's, as after a move; a space and a dot in names. */
function moved(): LoomDocument {
  const document = documentOf([image, chain('a/b c', [conv('one'), conv('v1.5')]), conv('else/two'), ...end])
  const node = document.nodes['else/two']!
  return { ...document, nodes: { ...document.nodes, 'else/two': { ...node, parent: 'a/b c' } } }
}

/** A block of the first and the third of three layers: it is before and behind the second. */
function around(): LoomDocument {
  const document = documentOf([image, conv('first'), conv('second'), conv('third'), ...end])
  const inner = { parent: 'outer' }
  const { first, third, input } = document.nodes
  return {
    ...document,
    nodes: {
      ...document.nodes,
      outer: { type: 'block', title: 'Outer' },
      start: { type: 'block', title: 'Start' },
      input: { ...input!, parent: 'start' },
      first: { ...first!, ...inner },
      third: { ...third!, ...inner },
    },
  }
}

/** Heads beside the trunk, one for each part of it: three outputs. */
const heads = documentOf([
  image,
  ...[1, 2].map((at) =>
    chain(`part${at}`, [
      conv('one'),
      aside(
        chain('side', [
          layer('pool', 'global-avg-pool-2d'),
          layer('head', 'dense', { units: 5, activation: 'softmax' }),
        ]),
      ),
      merge('sum', [chain('', [], { block: false }), conv('two'), conv('three')], layer('add', 'add')),
    ]),
  ),
  ...end,
])

/** Two blocks of whose two layers both are taken outside. */
function leaving(): LoomDocument {
  const pair = (at: number) => [chain(`pair${at}`, [conv('one'), conv('two')]), layer(`sum${at}`, 'add')]
  const document = documentOf([image, ...pair(1), ...pair(2), ...end])
  const wires = [1, 2].map((at) => ({ source: `pair${at}/one`, target: `sum${at}`, targetInput: 1 }))
  return { ...document, edges: { ...document.edges, ...Object.fromEntries(wires.map((wire) => [edgeId(wire), wire])) } }
}

/** Networks that no template makes. */
export const edited: [string, LoomDocument][] = [
  ['branches in branches', branched(4)],
  ['layers of mobile networks', mobile],
  ['layers that Keras says by several', shuffled],
  ['thirty blocks', deep],
  ['a layer more in one of many blocks', withExtraLayer()],
  ['another kernel in one of many blocks', withOtherKernel()],
  ['Chinese names', chinese],
  ['a layer moved into another block', moved()],
  ['a block around a layer that is not in it', around()],
  ['heads beside the trunk', heads],
  ['tensors that leave blocks in the middle', leaving()],
]
