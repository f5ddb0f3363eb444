import fc from 'fast-check'
import { commands } from '../../src-core/commands/registry.ts'
import { edgeId } from '../../src-core/document/schema.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { layerKinds } from '../../src-core/layers/registry.ts'

type Gen = fc.GeneratorValue

/** Any JSON, without -0: JSON has it, but a file does not keep it. */
export const json = () => fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown)

const names = ['a', 'b1', 'block/x', 'conv1', '卷积', ' pad ', 'x'.repeat(199)]
const oddNames = [...names, 'toString', 'constructor', 'prototype', '__proto__', '', 'x'.repeat(201), 'a->b']
const kinds = [...Object.keys(layerKinds), 'capsule', 'constructor']
const sizes = [0, 1, 2, 3, 5, 8, 32, 64, 1e9, Number.MAX_SAFE_INTEGER, -1, 2.5]

/** Values that people and programs give to parameters: most fit somewhere. */
const value = () =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom<unknown>(...sizes) },
    { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...sizes), fc.constantFrom(...sizes)) },
    { weight: 3, arbitrary: fc.constantFrom<unknown>('same', 'valid', 'relu', 'softmax', true, false, null) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...sizes), fc.constantFrom(...sizes), fc.constantFrom(...sizes)) },
    { weight: 1, arbitrary: json() },
  )
const params = ['filters', 'kernelSize', 'strides', 'padding', 'groups', 'units', 'shape', 'rate', 'poolSize']
const paramsOf = (names: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...names), value(), { maxKeys: 3 }) as fc.Arbitrary<Record<string, never>>
/** As a file may hold them. */
const fileParams = () => paramsOf(params)
/** As a command may be given them: at times under names that no document takes. */
const someParams = () => paramsOf([...params, ...params, 'valueOf', 'prototype', 'constructor', '__proto__'])
const position = () => fc.record({ x: fc.integer({ min: -999, max: 999 }), y: fc.integer({ min: -999, max: 999 }) })

/** An id of the document, mostly; at times one that is not there. */
const nodeId = (g: Gen, { nodes }: LoomDocument) =>
  g(fc.constantFrom, ...Object.keys(nodes), ...Object.keys(nodes), 'gone')
const wireId = (g: Gen, { edges }: LoomDocument) => g(fc.constantFrom, ...Object.keys(edges), 'gone->gone#0')
const maybe = <T>(g: Gen, make: () => T): T | undefined => (g(fc.boolean) ? make() : undefined)
const rarely = (g: Gen) => g(fc.integer, { min: 0, max: 4 }) === 0
const several = <T>(g: Gen, make: () => T): T[] => Array.from({ length: g(fc.integer, { min: 1, max: 4 }) }, make)

/** Inputs that each command can be given, from what a document holds. */
const plausible: Record<string, (g: Gen, document: LoomDocument) => unknown> = {
  addLayer: (g, document) => ({
    kind: g(fc.constantFrom, ...kinds),
    params: maybe(g, () => g(someParams)),
    id: rarely(g) ? g(fc.constantFrom, ...oddNames) : undefined,
    parent: rarely(g) ? nodeId(g, document) : undefined,
    position: maybe(g, () => g(position)),
    connectFrom: maybe(g, () => nodeId(g, document)),
    connectTo: rarely(g) ? nodeId(g, document) : undefined,
    onEdge: rarely(g) ? wireId(g, document) : undefined,
  }),
  addChain: (g, document) => ({
    layers: several(g, () => ({ kind: g(fc.constantFrom, ...kinds), params: maybe(g, () => g(someParams)) })),
    connectFrom: nodeId(g, document),
  }),
  restructure: (g, document) => ({
    ids: several(g, () => nodeId(g, document)),
    onEdges: maybe(g, () => [wireId(g, document)]),
    pullOut: maybe(g, () => g(fc.boolean)),
    parent: maybe(g, () => g(fc.constantFrom, '', nodeId(g, document), nodeId(g, document))),
    positions: rarely(g) ? { [nodeId(g, document)]: g(position) } : undefined,
  }),
  repeatNodes: (g, document) => ({ ids: [nodeId(g, document)], times: g(fc.constantFrom, 2, 3, 0) }),
  setKind: (g, document) => ({ id: nodeId(g, document), kind: g(fc.constantFrom, ...kinds) }),
  setBypassed: (g, document) => ({ ids: several(g, () => nodeId(g, document)), bypassed: g(fc.boolean) }),
  setFrozen: (g, document) => ({ ids: several(g, () => nodeId(g, document)), frozen: g(fc.boolean) }),
  deleteNodes: (g, document) => ({ ids: several(g, () => nodeId(g, document)), heal: g(fc.boolean) }),
  renameNode: (g, document) => ({
    id: nodeId(g, document),
    name: g(fc.constantFrom, ...oddNames, nodeId(g, document)),
  }),
  pasteNodes: (g, document) => {
    const ids = several(g, () => nodeId(g, document)).filter((id) => Object.hasOwn(document.nodes, id))
    return {
      nodes: Object.fromEntries(ids.map((id) => [id, document.nodes[id]])),
      edges: document.edges,
      layout: maybe(g, () => document.layout),
      offset: g(position),
      parent: rarely(g) ? nodeId(g, document) : undefined,
    }
  },
  connect: (g, document) => ({
    source: nodeId(g, document),
    target: nodeId(g, document),
    targetInput: maybe(g, () => g(fc.nat, { max: 4 })),
  }),
  disconnect: (g, document) => ({ edges: several(g, () => wireId(g, document)) }),
  setParams: (g, document) => ({ id: nodeId(g, document), params: g(someParams) }),
  moveNodes: (g, document) => ({
    positions: Object.fromEntries(several(g, () => [nodeId(g, document), g(position)])),
  }),
  resetLayout: (g, document) => ({ ids: maybe(g, () => several(g, () => nodeId(g, document))) }),
  groupNodes: (g, document) => ({ ids: several(g, () => nodeId(g, document)), title: maybe(g, () => 'Group') }),
  ungroupBlocks: (g, document) => ({ ids: several(g, () => nodeId(g, document)) }),
  setFolded: (g, document) => ({ id: nodeId(g, document), folded: g(fc.boolean) }),
  setAllFolded: (g, document) => ({ folded: g(fc.boolean), within: maybe(g, () => nodeId(g, document)) }),
  setPlan: (g) => ({ plan: { [g(fc.constantFrom, 'epochs', 'seed', 'limit', 'optimizer', 'x')]: g(value) } }),
  beginWith: (g, document) => ({ from: 'weights.h5', title: 'weights', frozen: several(g, () => nodeId(g, document)) }),
  beginAnew: () => ({}),
  rebuildNetwork: (g) => ({ template: { id: 'random', options: { seed: 1 } }, ...randomGraph(g) }),
  rebuildBlock: (g, document) => {
    const block = nodeId(g, document)
    const { [block]: node, ...others } = document.nodes
    const { nodes, edges } = rarely(g) ? randomGraph(g) : { nodes: others, edges: {} }
    return { block, nodes: { ...nodes, ...(node && { [block]: { ...node, title: 'Made anew' } }) }, edges }
  },
  addBlock: (g, document) => ({
    title: { en: 'Block', zh: '块' },
    block: looseBlock(g),
    parent: rarely(g) ? nodeId(g, document) : undefined,
    position: maybe(g, () => g(position)),
    connectFrom: maybe(g, () => nodeId(g, document)),
    onEdge: rarely(g) ? wireId(g, document) : undefined,
  }),
}

/** Two layers in a block, the second of which takes what comes in too. */
function looseBlock(g: Gen) {
  const block = g(fc.constantFrom, ...names)
  const [first, second] = [`${block}/a`, `${block}/${g(fc.constantFrom, 'b', 'inner/b')}`] as const
  const layer = () => ({ type: 'layer', kind: g(fc.constantFrom, ...kinds), params: g(fileParams), parent: block })
  const edge = { source: first, target: second, targetInput: 0 }
  return {
    block,
    nodes: { [block]: { type: 'block' }, [first]: layer(), [second]: layer() },
    edges: { [edgeId(edge)]: edge },
    entries: [first, second].map((target, targetInput) => ({ target, targetInput })),
    exit: second,
  }
}

/** A graph of any kinds, parameters and wires: with circles, loose ends and inputs that are taken twice. */
export function randomGraph(g: Gen): Pick<LoomDocument, 'nodes' | 'edges'> {
  const ids = [
    ...new Set(Array.from({ length: g(fc.integer, { min: 1, max: 7 }) }, () => g(fc.constantFrom, ...names))),
  ]
  const nodes: LoomDocument['nodes'] = {}
  for (const id of ids) {
    const blocks = Object.keys(nodes).filter((block) => nodes[block]!.type === 'block')
    const parent = blocks.length > 0 && g(fc.boolean) ? g(fc.constantFrom, ...blocks) : undefined
    const place = parent === undefined ? {} : { parent }
    nodes[id] = rarely(g)
      ? { type: 'block', ...place }
      : { type: 'layer', kind: g(fc.constantFrom, ...kinds), params: g(fileParams), ...place }
  }
  const edges = Array.from({ length: g(fc.integer, { min: 0, max: 9 }) }, () => ({
    source: g(fc.constantFrom, ...ids, 'gone'),
    target: g(fc.constantFrom, ...ids),
    targetInput: g(fc.nat, { max: 3 }),
  }))
  return { nodes, edges: Object.fromEntries(edges.map((edge) => [edgeId(edge), edge])) }
}

/** A command and an input for it: most could be meant, the others are anything. */
export function randomCommand(g: Gen, document: LoomDocument): { command: string; input: unknown } {
  const command = g(fc.constantFrom, ...Object.keys(commands))
  const make = plausible[command]
  if (!make) throw new Error(`random.ts has no input for the command ${command}.`)
  const input = make(g, document)
  /** One in four inputs has a part that nobody means, or is nothing of the sort as a whole. */
  const odd = g(fc.integer, { max: 11, min: 0 })
  if (odd === 0) return { command, input: g(json) }
  if (odd > 3 || typeof input !== 'object' || input === null) return { command, input }
  const keys = Object.keys(input)
  return { command, input: keys.length === 0 ? input : { ...input, [g(fc.constantFrom, ...keys)]: g(json) } }
}
