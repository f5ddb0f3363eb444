import type { z } from 'zod'
import type { Text } from '../src-core/text.ts'
import type { ChainTree, MergeTree } from '../src-core/graph/block.ts'

/** A part that networks repeat: a pure function from typed options to layers. Takes one tensor and gives one. */
export interface BlockKind<S extends z.ZodObject = z.ZodObject> {
  /** `resnet/bottleneck`: what a document remembers of a block, so that its options can change later. */
  id: string
  title: Text
  /** One sentence: what the block is for. */
  description: Text
  /** Every option has a default, so that the block can be used alone. */
  options: S
  /** Options with which it fits behind an image of so many channels, where its defaults may not or say less. */
  fit?(channels: number): z.input<S>
  build(name: string, options: z.output<S>): ChainTree | MergeTree
}

export const defineBlock = <S extends z.ZodObject>(kind: BlockKind<S>): BlockKind<S> => kind

/** A block of a kind, folded, that remembers what made it. Throws where the options are not the kind's: a template's bug. */
export function make<S extends z.ZodObject>(
  kind: BlockKind<S>,
  name: string,
  options: z.input<S>,
): ChainTree | MergeTree {
  const parsed = kind.options.parse(options)
  const tree = kind.build(name, parsed)
  return { ...tree, folded: true, made: { block: kind.id, options: parsed } }
}
