import { describe, expect, test } from 'vitest'
import { execute, startHistory } from '../src-core/commands/history.ts'
import type { LoomDocument } from '../src-core/document/schema.ts'
import { analyze } from '../src-core/graph/analyze.ts'
import { blockKinds } from './blocks.ts'
import { newDocument } from './open.ts'
import { rebuildBlock, rebuildNetwork } from './rebuild.ts'
import { templates } from './registry.ts'

const build = (id: string, options: Record<string, unknown> = {}): LoomDocument => {
  const made = newDocument(id, options)
  if (!made.ok) throw new Error(made.failure.message.en)
  return made.value
}
const edit = (document: LoomDocument, command: string, input: unknown): LoomDocument => {
  const done = execute(startHistory(document), command, input)
  if (!done.ok) throw new Error(done.failure.message.en)
  return done.value.document
}
const rebuilt = (result: ReturnType<typeof rebuildBlock>) => {
  if (!result.ok) throw new Error(result.failure.message.en)
  return result.value
}
const small = { inputSize: 64, classes: 5 }

describe('another option of a network', () => {
  test('keeps edits by hand', () => {
    const mine = edit(build('resnet', { depth: 18, ...small }), 'setParams', {
      id: 'conv2/block1/conv1',
      params: { kernelSize: [5, 5] },
    })
    const { nodes, template, lost } = rebuilt(rebuildNetwork(mine, { depth: 34, ...small }))
    expect(nodes['conv2/block1/conv1']).toMatchObject({ params: { kernelSize: [5, 5] } })
    expect(nodes).toHaveProperty('conv2/block3/conv1')
    expect(template).toMatchObject({ id: 'resnet', options: { depth: 34 } })
    expect(lost).toEqual([])
  })

  test('lists those that find no place', () => {
    const mine = edit(build('resnet', { depth: 34, ...small }), 'setParams', {
      id: 'conv2/block3/conv1',
      params: { filters: 48 },
    })
    const { lost } = rebuilt(rebuildNetwork(mine, { depth: 18, ...small }))
    expect(lost.map(({ message }) => message.en)).toEqual([
      '“conv2/block3/conv1” is not in the network any more, so its changes (Filters 48) do not apply.',
    ])
  })
})

describe('options before that build nothing', () => {
  const sentence = /^The options before build nothing, so what was changed by hand could not be told apart/
  const small18 = () => build('resnet', { depth: 18, ...small })

  test('of a network: it is made anew, and that is said', () => {
    const mine = edit(small18(), 'setParams', { id: 'conv2/block1/conv1', params: { kernelSize: [5, 5] } })
    const odd = { ...mine, template: { id: 'resnet', options: { depth: 17 } } }
    const { nodes, lost } = rebuilt(rebuildNetwork(odd, { depth: 18, ...small }))
    expect(nodes).toEqual(small18().nodes)
    expect(lost.map(({ message }) => message.en)).toEqual([expect.stringMatching(sentence)])
  })

  test('of a block: it is made anew on its wires, and that is said', () => {
    const document = small18()
    const options = optionsOf(document, 'conv3/block2')
    const odd = { block: 'resnet/basic', options: { ...options, filters: -1 } }
    const nodes = { ...document.nodes, 'conv3/block2': { ...document.nodes['conv3/block2']!, made: odd } }
    const again = rebuilt(rebuildBlock({ ...document, nodes } as LoomDocument, 'conv3/block2', options))
    expect(again).toMatchObject({ nodes: document.nodes, edges: document.edges })
    expect(again.lost.map(({ message }) => message.en)).toEqual([expect.stringMatching(sentence)])
  })
})

describe('another option of a block', () => {
  const networks = Object.values(templates).map(({ id }) => [id, build(id)] as const)

  test('every kind of block stands in some network', () => {
    const used = networks.flatMap(([, { nodes }]) =>
      Object.values(nodes).flatMap((node) => (node.type === 'block' && node.made ? [node.made.block] : [])),
    )
    expect([...new Set(used), 'resnet/basic'].sort()).toEqual(Object.keys(blockKinds).sort())
  })

  test.each(networks)('the same options leave %s as it is', (_id, document) => {
    for (const [id, node] of Object.entries(document.nodes)) {
      if (node.type !== 'block' || !node.made) continue
      const { nodes, edges, lost } = rebuilt(rebuildBlock(document, id, node.made.options))
      expect(lost).toEqual([])
      expect(edges).toEqual(document.edges)
      expect(nodes).toEqual(document.nodes)
    }
  })

  test('makes the block anew on its wires', () => {
    const document = build('googlenet', { auxiliary: false, ...small })
    const made = { ...optionsOf(document, 'inception3/3b'), one: 32 }
    const next = { ...document, ...rebuilt(rebuildBlock(document, 'inception3/3b', made)) }
    const analysis = analyze(next)
    expect(analysis.problems).toEqual([])
    // 32 + 192 + 96 + 64 channels side by side.
    expect(analysis.layers.get('inception3/3b/concat')!.shape).toEqual([8, 8, 384])
  })

  test('keeps edits inside it and explains what no longer fits', () => {
    const document = build('resnet', { depth: 18, ...small })
    const mine = edit(document, 'setParams', { id: 'conv3/block2/conv1', params: { kernelSize: [1, 1] } })
    const options = { ...optionsOf(mine, 'conv3/block2'), filters: 96 }
    const next = { ...mine, ...rebuilt(rebuildBlock(mine, 'conv3/block2', options)) }
    expect(next.nodes['conv3/block2/conv1']).toMatchObject({ params: { kernelSize: [1, 1], filters: 96 } })
    expect(analyze(next).problems.map(({ node, code }) => [node, code])).toEqual([['conv3/block2/add', 'shape']])
    const projected = { ...next, ...rebuilt(rebuildBlock(next, 'conv3/block2', { ...options, projection: true })) }
    expect(analyze(projected).problems).toEqual([])
  })

  test('refuses options that are none', () => {
    const document = build('resnet', { depth: 18, ...small })
    const refused = rebuildBlock(document, 'conv3/block2', { filters: -1 })
    expect(refused).toMatchObject({ ok: false, failure: { code: 'invalid-option' } })
    expect(rebuildBlock(document, 'conv3', {})).toMatchObject({ ok: false, failure: { code: 'not-made' } })
  })
})

function optionsOf(document: LoomDocument, id: string) {
  const node = document.nodes[id]
  if (node?.type !== 'block' || !node.made) throw new Error(`${id} was not made.`)
  return node.made.options
}

describe('what was moved by hand', () => {
  const wiresInto = ({ edges, nodes }: LoomDocument, block: string) =>
    Object.keys(edges).filter((id) => {
      const isIn = (end: string) => end.startsWith(`${block}/`)
      return isIn(edges[id]!.target) && !isIn(edges[id]!.source) && Object.hasOwn(nodes, block)
    })
  const shufflenet = () => build('shufflenet', small)
  const moved = (document: LoomDocument, unit: string, before: string) =>
    edit(document, 'restructure', { ids: [unit], onEdges: wiresInto(document, before) })

  test('stays where it was put, with new options of the network', () => {
    const mine = moved(shufflenet(), 'stage2/unit2', 'stage2/unit4')
    const { nodes, edges, lost } = rebuilt(rebuildNetwork(mine, { ...small, groups: 4 }))
    expect(edges).toHaveProperty(['stage2/unit3/relu->stage2/unit2/gconv1#0'])
    expect(edges).toHaveProperty(['stage2/unit1/relu->stage2/unit3/gconv1#0'])
    expect(nodes['stage2/unit2/gconv1']).toMatchObject({ params: { groups: 4 } })
    expect(lost).toEqual([])
    expect(analyze({ nodes, edges }).problems).toEqual([])
  })

  test('is listed where the network has it no more', () => {
    const mine = moved(shufflenet(), 'stage2/unit4', 'stage3/unit3')
    expect(mine.nodes['stage2/unit4']).toMatchObject({ parent: 'stage3' })
    const { nodes, lost } = rebuilt(rebuildNetwork(mine, { ...small, repeats: [2, 7, 3] }))
    expect(nodes).not.toHaveProperty(['stage2/unit4'])
    expect(lost.map(({ message }) => message.en)).toContain(
      '“stage2/unit4” is not in the network any more, so its changes (name or place) do not apply.',
    )
  })

  test('and a layer that its block is given anew are two', () => {
    const start = build('resnet', { depth: 50, ...small })
    const block = start.nodes['conv2/block1']
    if (block?.type !== 'block' || !block.made) throw new Error('not made')
    const projections = Object.keys(start.nodes).filter((id) => /^conv2\/block1\/.*(shortcut|proj|0)/.test(id))
    const projection = projections.find((id) => start.nodes[id]!.type === 'layer')!
    const out = edit(start, 'restructure', { ids: [projection], parent: '' })
    const without = rebuilt(rebuildBlock(out, 'conv2/block1', { ...block.made.options, projection: false }))
    const again = rebuilt(
      rebuildBlock({ ...out, ...without }, 'conv2/block1', { ...block.made.options, projection: true }),
    )
    expect(again.nodes[projection]).toMatchObject({ parent: 'conv2/block1' })
    const outside = Object.keys(again.nodes).filter((id) => !Object.hasOwn(start.nodes, id))
    expect(outside).toHaveLength(1)
    expect(again.nodes[outside[0]!]!.parent).toBe(undefined)
  })
})
