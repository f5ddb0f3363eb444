import { describe, expect, test } from 'vitest'
import { network } from '../test/graph/network.ts'
import { execute, startHistory } from '../src-core/commands/history.ts'
import { analyze } from '../src-core/graph/analyze.ts'
import { blockKinds } from './blocks.ts'
import { looseBlock } from './loose-block.ts'
import { rebuildBlock } from './rebuild.ts'
import { templates } from './registry.ts'

const between = (channels: number) =>
  network({ input: ['input', { shape: [35, 35, channels] }], flatten: ['flatten'], out: ['dense', { units: 10 }] }, [
    'input -> flatten -> out',
  ])

const added = (id: string, channels: number) => {
  const kind = blockKinds[id]!
  const done = execute(startHistory(between(channels)), 'addBlock', {
    title: kind.title,
    block: looseBlock(kind, channels),
    onEdge: 'input->flatten#0',
  })
  if (!done.ok) throw new Error(done.failure.message.en)
  return done.value
}

describe.each(Object.keys(blockKinds))('%s', (id) => {
  test.each([1, 3, 30, 48, 64, 320])('fits behind %i channels', (channels) => {
    const { document, past } = added(id, channels)
    expect(analyze(document).problems).toEqual([])
    const block = document.nodes[past[0]!.view.after[0]!]
    expect(block).toMatchObject({ type: 'block', folded: true, made: { block: id } })
  })

  test('is what its options make of it', () => {
    const { document } = added(id, 48)
    for (const [block, node] of Object.entries(document.nodes)) {
      if (node.type !== 'block' || !node.made) continue
      const again = rebuildBlock(document, block, node.made.options)
      expect(again).toMatchObject({ ok: true, value: { nodes: document.nodes, edges: document.edges, lost: [] } })
    }
  })

  test('belongs to a network', () => expect(templates).toHaveProperty(id.split('/')[0]!))
})

test.each([
  ['inception-resnet-v2/block35', 96, { channels: 96 }],
  ['xception/middle', 96, { filters: 96 }],
  ['mobilenet-v2/inverted', 24, { expanded: 144, filters: 24, shortcut: true }],
  ['efficientnet/mbconv', 24, { expanded: 144, squeezed: 6, inputs: 24, filters: 24, shortcut: true }],
  ['shufflenet/unit', 240, { bottleneck: 60, filters: 240, groups: 3, firstGroups: 3 }],
  ['shufflenet/unit', 272, { bottleneck: 68, filters: 272, groups: 4, firstGroups: 4 }],
  // More than its options take: the defaults, and the network says what does not fit.
  ['efficientnet/mbconv', 20_000, { expanded: 96, inputs: 16 }],
  ['vgg/block', 96, { filters: 64, convolutions: 2 }],
])('%s behind %i channels', (id, channels, options) => {
  const { block, nodes } = looseBlock(blockKinds[id]!, channels)
  expect(nodes[block]).toMatchObject({ made: { options } })
})
