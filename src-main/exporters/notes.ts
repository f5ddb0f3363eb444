import type { LoomDocument } from '../../src-core/document/schema.ts'
import type { SourceNotes } from '../../src-core/formats/source/notes.ts'
import { blockKinds } from '../../templates/blocks.ts'
import { templates } from '../../templates/registry.ts'

/** What the template that a network came from says of it, for the head of a source file. */
export function sourceNotes(document: LoomDocument, how: string): SourceNotes {
  const id = document.template?.id
  const template = id === undefined ? undefined : templates[id]
  const title = template?.title.en ?? 'A network'
  return {
    name: id ?? 'layerloom',
    about: [
      `${title}, written by Layerloom.`,
      ...(template
        ? [`${template.paper.authors}: ${template.paper.title}, ${template.year}. ${template.paper.url ?? ''}`]
        : []),
      how,
    ],
    describe: (block) => blockKinds[block]?.description.en,
  }
}
