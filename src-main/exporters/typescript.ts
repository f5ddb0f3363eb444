import type { LoomDocument } from '../../src-core/document/schema.ts'
import { typescriptSource } from '../../src-core/formats/typescript.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import type { Result } from '../../src-core/result.ts'
import { sourceNotes } from './notes.ts'
import { writeExportedFile } from './write.ts'
import type { Written } from './write.ts'

const how =
  'For @tensorflow/tfjs. Layers have the names that they have in Layerloom’s other files, so that learned weights fit by ' +
  'name: model.getLayer(name).setWeights(learned.getLayer(name).getWeights()).'

/** Writes a network as a TypeScript module for tfjs. What it has learned is in the other formats. */
export async function writeTypescript(document: LoomDocument, path: string): Promise<Result<Written>> {
  const source = typescriptSource(document, analyze(document), sourceNotes(document, how))
  return source.ok ? writeExportedFile(path, [new TextEncoder().encode(source.value)]) : source
}
