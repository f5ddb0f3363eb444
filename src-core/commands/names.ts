import { NodeId } from '../document/schema.ts'
import type { LoomDocument } from '../document/schema.ts'
import { same } from '../text.ts'
import type { Text } from '../text.ts'

type Nodes = Readonly<LoomDocument['nodes']>

/** What people call a layer of a kind in a network; where nothing is listed, the kind's own name without `-2d`. */
const shortNames: Readonly<Record<string, string>> = {
  conv2d: 'conv',
  'max-pool-2d': 'pool',
  'avg-pool-2d': 'pool',
  'global-avg-pool-2d': 'global_pool',
  'batch-normalization': 'bn',
  'zero-padding-2d': 'pad',
  activation: 'act',
  concatenate: 'concat',
}

/** Layers that a network usually has one of: the first goes without a number. */
const unnumbered = new Set(['input', 'flatten', 'global-avg-pool-2d'])

/** Nodes as a command's label names them: one by its id, several by their number. */
export const nodesText = (ids: readonly string[]): Text =>
  ids.length === 1 ? same(ids[0]!) : { en: `${ids.length} nodes`, zh: `${ids.length} 个节点` }

/** A new layer's id: `conv1`, or the next number that is free; in a block `block2/conv1`. */
export function layerId(nodes: Nodes, kind: string, parent?: string): string {
  const short = Object.hasOwn(shortNames, kind) ? shortNames[kind]! : kind.replace(/-2d$/, '').replaceAll('-', '_')
  return numbered(nodes, short, parent, unnumbered.has(kind))
}

/** A new block's id: `block1`, …, or another name with a number that is free. */
export const blockId = (nodes: Nodes, parent?: string, name = 'block'): string => numbered(nodes, name, parent, false)

/** The id itself where it is free, else with its last number counted on: `conv1` → `conv2`, `flatten` → `flatten2`. */
export function freeId(taken: (id: string) => boolean, id: string): string {
  if (!taken(id)) return id
  const [, stem, digits] = /^(.*?)(\d*)$/s.exec(id)!
  for (let n = digits ? Number(digits) + 1 : 2; ; n++) {
    const next = `${stem!.slice(0, 200 - String(n).length)}${n}`
    if (!taken(next)) return next
  }
}

function numbered(nodes: Nodes, name: string, parent: string | undefined, bare: boolean): string {
  const path = parent === undefined ? '' : `${parent}/`
  const first = `${path}${name}${bare ? '' : 1}`
  // A block with a very long name: the child's id need not start with its parent's.
  return freeId((id) => Object.hasOwn(nodes, id), NodeId.safeParse(`${first}000`).success ? first : `${name}1`)
}
