/**
 * The nested form in which templates say a network; `expand.ts` makes the document's flat nodes and edges of it.
 * Names are local: a layer `conv1` in a chain `block2` in a chain `conv3` becomes the node `conv3/block2/conv1`.
 */
export type BlockTree = LayerTree | ChainTree | MergeTree | AsideTree

export interface LayerTree {
  type: 'layer'
  name: string
  kind: string
  params: Record<string, unknown>
}

/**
 * Parts one after the other: each takes what the one before gives. `block: false` nests without making a block; with an
 * empty name it nests without making a path either.
 */
export interface ChainTree {
  type: 'chain'
  name: string
  parts: BlockTree[]
  title?: string
  made?: { block: string; options: Record<string, unknown> }
  /** Whether the chain shows as a block on the canvas (the root does not). Default true. */
  block?: boolean
  folded?: boolean
}

/** Branches side by side from one tensor, joined by a merge layer. An empty chain as branch is a shortcut. */
export interface MergeTree {
  type: 'merge'
  name: string
  branches: BlockTree[]
  /** The layer that joins them, e.g. `add` or `concatenate`; its name is local like any other. */
  join: LayerTree
  title?: string
  made?: { block: string; options: Record<string, unknown> }
  block?: boolean
  folded?: boolean
}

/** A branch that ends in an output of its own, like an auxiliary head: what follows takes what the branch took. */
export interface AsideTree {
  type: 'aside'
  part: BlockTree
}

export const layer = (name: string, kind: string, params: Record<string, unknown> = {}): LayerTree => ({
  type: 'layer',
  name,
  kind,
  params,
})

export const chain = (
  name: string,
  parts: BlockTree[],
  rest: Partial<Omit<ChainTree, 'type' | 'name' | 'parts'>> = {},
): ChainTree => ({
  type: 'chain',
  name,
  parts,
  ...rest,
})

export const merge = (
  name: string,
  branches: BlockTree[],
  join: LayerTree,
  rest: Partial<Omit<MergeTree, 'type' | 'name' | 'branches' | 'join'>> = {},
): MergeTree => ({ type: 'merge', name, branches, join, ...rest })

export const aside = (part: BlockTree): AsideTree => ({ type: 'aside', part })
