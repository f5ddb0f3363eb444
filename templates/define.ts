import type { z } from 'zod'
import type { Text } from '../src-core/text.ts'
import type { BlockTree } from '../src-core/graph/block.ts'
import type { Plan } from '../src-core/training/plan.ts'

/** A network's blocks, or why these options make none and which of them is at fault. */
export type Built = { ok: true; tree: BlockTree } | { ok: false; message: Text; option?: string }

/** A documented network: a pure function from typed options to nested, named blocks. */
export interface Template<S extends z.ZodObject = z.ZodObject> {
  id: string
  title: Text
  year: number
  paper: { title: string; authors: string; url?: string }
  /** The network's idea, in two or three sentences of our own. */
  idea: Text
  /** Percent of ImageNet's validation images that it names right with its default options, where the documenting text says so. */
  top1?: number
  /** How the editions differ, a sentence each. */
  notes: Text[]
  /** Every option has a default; `classes`, `inputSize`, `channels` and, where editions differ, `edition`. */
  options: S
  /** Defaults that depend on other options, given those that are set; they come before the schema's own. */
  defaults?(given: Readonly<Record<string, unknown>>): Partial<z.input<S>>
  /** How a new document of it is trained, where that is not how most networks are. */
  training?: Partial<Plan>
  /** How its paper trained it, as far as the paper says so. */
  recipe?: Recipe
  /** Throws nothing: options that cannot be built give a sentence. */
  build(options: z.output<S>): Built
}

/** How a paper trained its network. */
export interface Recipe {
  /** What differs from a plan's defaults. */
  plan: Partial<Plan>
  /** The batch that its learning rate is meant for; absent where nobody says. */
  batchSize?: number
  /** Who says so, and what, in a sentence. */
  source: Text
}

export const defineTemplate = <S extends z.ZodObject>(template: Template<S>): Template<S> => template
