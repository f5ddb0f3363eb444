import type { Draft } from 'immer'
import type { z } from 'zod'
import type { LoomDocument } from '../document/schema.ts'
import type { Text } from '../text.ts'

/**
 * One change of a document, by name: menus, keys, the palette, the command line and tests run the same one.
 * `apply` changes the draft or, where it cannot, returns a sentence and leaves the draft alone.
 */
export interface Command<I extends z.ZodType = z.ZodType> {
  id: string
  /** What the history list calls it. */
  label(input: z.output<I>): Text
  input: I
  apply(draft: Draft<LoomDocument>, input: z.output<I>): Text | void
}

export const defineCommand = <I extends z.ZodType>(command: Command<I>): Command<I> => command
