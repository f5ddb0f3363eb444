import type { LoomDocument } from '../../src-core/document/schema.ts'
import type { Text } from '../../src-core/text.ts'
import type { Template } from '../../templates/define.ts'
import { templates } from '../../templates/registry.ts'
import { shortName } from './selected.ts'
import { freshBuild } from './rebuild.ts'

/** What a template says of one of its layers. */
export interface PaperNotes {
  template: Template
  notes: Text[]
}

/**
 * The template that a layer comes from and those of its notes that speak of it, by the name that the paper's figure
 * gives it: `C3`. Undefined where the layer was added by hand.
 */
export function paperNotes(document: LoomDocument, id: string): PaperNotes | undefined {
  const template = document.template && templates[document.template.id]
  const built = freshBuild(document)?.nodes[id]
  const node = document.nodes[id]
  if (!template || built?.type !== 'layer' || node?.type !== 'layer' || built.kind !== node.kind) return undefined
  const name = shortName(id)
  // A name without a number, such as `input`, is a word like any other.
  if (!/^[a-z]+\d+$/i.test(name)) return { template, notes: [] }
  const named = new RegExp(`\\b${name}\\b`, 'i')
  return { template, notes: template.notes.filter((note) => named.test(note.en)) }
}
