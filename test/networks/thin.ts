import type { LoomDocument } from '../../src-core/document/schema.ts'

/**
 * The same network with so many times fewer filters and units wherever that many divide them: quick to compute.
 * @param classes of which there stay as many
 */
export function thin(document: LoomDocument, times: number, classes: number): LoomDocument {
  const divided = (value: unknown) =>
    typeof value === 'number' && value !== classes && value % times === 0 ? value / times : value
  const nodes = Object.entries(document.nodes).map(([id, node]) => {
    if (node.type !== 'layer') return [id, node]
    const { filters, units } = node.params
    const params = {
      ...node.params,
      ...(filters !== undefined && { filters: divided(filters) }),
      ...(units !== undefined && { units: divided(units) }),
    }
    return [id, { ...node, params }]
  })
  return { ...document, nodes: Object.fromEntries(nodes) }
}
