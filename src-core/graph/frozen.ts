import type { LoomDocument } from '../document/schema.ts'

/** Whether a layer's weights stay what they begin with. */
export function isFrozen({ nodes }: Pick<LoomDocument, 'nodes'>, id: string): boolean {
  const node = nodes[id]
  return node?.type === 'layer' && node.frozen === true
}
