import { edgeId } from '../document/schema.ts'
import type { Edge, GraphNode, LayerNode, LoomDocument } from '../document/schema.ts'
import type { BlockTree, ChainTree, LayerTree, MergeTree } from './block.ts'

type Graph = Pick<LoomDocument, 'nodes' | 'edges'>

/** Where a part of the tree stands. */
interface Place {
  /** What its name is local to, e.g. `conv3/block2/`; empty at the root. */
  path: string
  /** The block around it. */
  parent?: string
}

/**
 * Makes a document's flat nodes and edges of a tree of blocks. The root's own name appears nowhere: it is the network.
 * Throws where the tree cannot be meant: two layers of one name, or a merge of nothing. That is a bug of a template.
 */
export function expand(tree: BlockTree): Graph {
  const graph: Graph = { nodes: {}, edges: {} }
  if (tree.type === 'layer' || tree.type === 'aside') add(graph, tree, { path: '' }, undefined)
  else addParts(graph, tree, { path: '' }, undefined)
  return graph
}

/** Adds a part after `source` (nothing at the start of a network); gives the layer whose output leaves the part. */
function add(graph: Graph, tree: BlockTree, place: Place, source: string | undefined): string | undefined {
  if (tree.type === 'layer') return addLayer(graph, tree, place, source)
  if (tree.type === 'aside') {
    add(graph, tree.part, place, source)
    return source
  }
  if (tree.type === 'chain' && tree.parts.length === 0) return source
  const id = place.path + tree.name
  if (tree.block === false) {
    const path = tree.name === '' ? place.path : `${id}/`
    return addParts(graph, tree, { path, parent: place.parent }, source)
  }
  const { title, made, folded } = tree
  addNode(graph, id, {
    type: 'block',
    ...(title !== undefined && { title }),
    // What templates write is JSON: the document's schema says so of every file.
    ...(made && { made: made as Extract<GraphNode, { type: 'block' }>['made'] }),
    ...(folded !== undefined && { folded }),
    ...(place.parent !== undefined && { parent: place.parent }),
  })
  return addParts(graph, tree, { path: `${id}/`, parent: id }, source)
}

function addParts(
  graph: Graph,
  tree: ChainTree | MergeTree,
  place: Place,
  source: string | undefined,
): string | undefined {
  if (tree.type === 'chain') {
    let last = source
    for (const part of tree.parts) last = add(graph, part, place, last)
    return last
  }
  const ends = tree.branches.map((branch) => add(graph, branch, place, source))
  const join = addLayer(graph, tree.join, place, undefined)
  ends.forEach((end, targetInput) => {
    if (end === undefined) throw new Error(`A branch of ${join} is empty and nothing comes before it.`)
    addEdge(graph, { source: end, target: join, targetInput })
  })
  return join
}

function addLayer(graph: Graph, layer: LayerTree, place: Place, source: string | undefined): string {
  const id = place.path + layer.name
  addNode(graph, id, {
    type: 'layer',
    kind: layer.kind,
    params: layer.params as LayerNode['params'],
    ...(place.parent !== undefined && { parent: place.parent }),
  })
  if (source !== undefined) addEdge(graph, { source, target: id, targetInput: 0 })
  return id
}

function addNode(graph: Graph, id: string, node: GraphNode) {
  if (Object.hasOwn(graph.nodes, id)) throw new Error(`Two parts of the tree are called ${id}.`)
  graph.nodes[id] = node
}

function addEdge(graph: Graph, edge: Edge) {
  graph.edges[edgeId(edge)] = edge
}
