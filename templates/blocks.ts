import type { BlockKind } from './block.ts'
import { basic, bottleneck } from './resnet/blocks.ts'

/** Every kind of block by its id, in the order in which the library shows them. */
export const blockKinds: Readonly<Record<string, BlockKind>> = Object.fromEntries(
  ([basic, bottleneck] as BlockKind[]).map((kind) => [kind.id, kind]),
)
