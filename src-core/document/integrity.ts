import type { Text } from '../text.ts'
import { edgeId } from './schema.ts'
import type { LoomDocument } from './schema.ts'

/**
 * What a document must have beyond its schema to be one at all, or the sentence that says what it lacks: wires under
 * their own ids, parents that are blocks, no block inside itself. What is merely wrong with the network (a wire to a
 * layer that is not there) is no matter of this: it opens, and `analyze` says it.
 */
export function integrityProblem({ nodes, edges }: Pick<LoomDocument, 'nodes' | 'edges'>): Text | undefined {
  for (const [id, edge] of Object.entries(edges)) {
    if (edgeId(edge) === id) continue
    return {
      en: `The wire “${id}” is listed under a name that is not its own (${edgeId(edge)}).`,
      zh: `连线“${id}”登记的名称与其内容不符（应为 ${edgeId(edge)}）。`,
    }
  }
  /** Nodes whose blocks are known to end at the network. */
  const sound = new Set<string>()
  for (const [id, node] of Object.entries(nodes)) {
    const seen = new Set<string>()
    let at = id
    let parent = node.parent
    while (parent !== undefined && !sound.has(at)) {
      seen.add(at)
      const block = Object.hasOwn(nodes, parent) ? nodes[parent] : undefined
      if (!block) {
        return { en: `“${at}” is in a block “${parent}” that is not there.`, zh: `“${at}”所在的块“${parent}”不存在。` }
      }
      if (block.type !== 'block') {
        return {
          en: `“${at}” is inside “${parent}”, which is no block.`,
          zh: `“${at}”位于“${parent}”之内，但后者不是块。`,
        }
      }
      if (seen.has(parent)) {
        return { en: `The block “${parent}” is inside itself.`, zh: `块“${parent}”包含了它自己。` }
      }
      at = parent
      parent = block.parent
    }
    for (const one of seen) sound.add(one)
    sound.add(at)
  }
  return undefined
}
