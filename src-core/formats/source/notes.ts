/** What can be said of a network in its source beside what follows from its graph. */
export interface SourceNotes {
  /** The name of the model. */
  name: string
  /** What stands at the head of the file, a paragraph each. */
  about: readonly string[]
  /** One sentence on a kind of block, by its id in `made`. */
  describe(block: string): string | undefined
}
