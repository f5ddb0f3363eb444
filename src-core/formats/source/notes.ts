import type { LoomDocument } from '../../document/schema.ts'
import type { SourceFunction } from './functions.ts'

/** What can be said of a network in its source beside what follows from its graph. */
export interface SourceNotes {
  /** The name of the model. */
  name: string
  /** What stands at the head of the file, a paragraph each. */
  about: readonly string[]
  /** One sentence on a kind of block, by its id in `made`. */
  describe(block: string): string | undefined
}

/** What stands over the layers of a block of which no function was made. */
export function headingOf(nodes: LoomDocument['nodes'], block: string): string {
  const node = nodes[block]
  const title = (node?.type === 'block' && node.title) || block.split('/').at(-1)!
  return title.replace(/\s+/g, ' ')
}

/** What can be said of a function: what its kind of block is. */
export function aboutFunction(nodes: LoomDocument['nodes'], { body }: SourceFunction, notes: SourceNotes) {
  const node = nodes[body.scope.block!]
  return node?.type === 'block' && node.made ? notes.describe(node.made.block) : undefined
}
