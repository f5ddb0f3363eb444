import type { LooseBlock } from '../src-core/commands/add-block.ts'
import type { LoomDocument } from '../src-core/document/schema.ts'
import { chain, layer } from '../src-core/graph/block.ts'
import type { BlockTree } from '../src-core/graph/block.ts'
import { expand } from '../src-core/graph/expand.ts'
import { paramProblems } from '../src-core/graph/param-problems.ts'
import { fail, ok } from '../src-core/result.ts'
import type { Result } from '../src-core/result.ts'
import { make } from './block.ts'
import type { BlockKind } from './block.ts'
import { blockKinds } from './blocks.ts'

/** The ends that a block is built between: what comes in and what goes out, under names that no node can have. */
export const before = '(before)'
export const after = '(after)'

const between = (block: BlockTree) => expand(chain('', [layer(before, 'input'), block, layer(after, 'activation')]))

/** What is in a block: its nodes, and its edges with those that come in and go out. */
interface BuiltBlock extends Pick<LoomDocument, 'nodes' | 'edges'> {
  options: Record<string, never>
}

/** Builds the inside of a block, with the ends that it stands between; what is directly in it has no parent. */
export function buildBlock(kindId: string, id: string, options: Record<string, unknown>): Result<BuiltBlock> {
  const kind = Object.hasOwn(blockKinds, kindId) ? blockKinds[kindId] : undefined
  if (!kind) return fail('unknown-block', { en: `There is no block “${kindId}”.`, zh: `没有名为“${kindId}”的块。` })
  const parsed = kind.options.safeParse(options)
  if (!parsed.success) return fail('invalid-option', paramProblems(kind.options, options, parsed.error)[0]!.message)
  const { nodes, edges } = between(kind.build(id, parsed.data))
  // The block itself stays the document's; only what is in it is compared.
  delete nodes[id]
  for (const [inner, node] of Object.entries(nodes))
    if (node.parent === id) nodes[inner] = { ...node, parent: undefined }
  return ok({ nodes, edges, options: parsed.data as Record<string, never> })
}

/** A block for the command `addBlock`, with options that fit behind an image of so many channels where that is known. */
export function looseBlock(kind: BlockKind, channels?: number): LooseBlock {
  const fitting = kind.options.safeParse(channels === undefined ? {} : kind.fit?.(channels))
  const block = kind.title.en.toLowerCase().replaceAll(' ', '_')
  const { nodes, edges } = between(make(kind, block, fitting.success ? fitting.data : {}))
  const wires = Object.values(edges)
  delete nodes[before]
  delete nodes[after]
  return {
    block,
    nodes,
    edges: Object.fromEntries(
      Object.entries(edges).filter(([, { source, target }]) => source !== before && target !== after),
    ),
    entries: wires
      .filter(({ source }) => source === before)
      .map(({ target, targetInput }) => ({ target, targetInput })),
    exit: wires.find(({ target }) => target === after)!.source,
  }
}
