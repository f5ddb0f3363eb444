/** A document as its file has it: plain JSON, of whatever version. */
export type PlainDocument = Record<string, unknown>

/**
 * One frozen step of the ladder. It knows nothing of the program around it: what it needs of the past is written in it,
 * so that it does the same in ten years. Steps may meet any JSON and leave what they do not understand to the check
 * that follows.
 */
export interface Migration {
  /** The version that the step makes, of the one before. */
  to: number
  up(document: PlainDocument): PlainDocument
}

/** The ladder, lowest step first. */
export const migrations: readonly Migration[] = [
  {
    /** v1 listed wires as `{from, to}`; the order of those to one layer was the order of its inputs. v2 says it. */
    to: 2,
    up(document) {
      if (!Array.isArray(document.edges)) return { ...document, version: 2 }
      const taken = new Map<string, number>()
      const edges: Record<string, unknown> = {}
      for (const edge of document.edges as ({ from?: unknown; to?: unknown } | null)[]) {
        const source = edge?.from
        const target = edge?.to
        if (typeof source !== 'string' || typeof target !== 'string') return { ...document, version: 2 }
        const targetInput = taken.get(target) ?? 0
        taken.set(target, targetInput + 1)
        edges[`${source}->${target}#${targetInput}`] = { source, target, targetInput }
      }
      return { ...document, version: 2, edges }
    },
  },
]

/** Brings a document of version `from` up to the newest, step by step. */
export function migrate(document: PlainDocument, from: number): PlainDocument {
  return migrations.filter((step) => step.to > from).reduce((at, step) => step.up(at), document)
}
