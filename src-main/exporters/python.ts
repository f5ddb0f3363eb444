import type { LoomDocument } from '../../src-core/document/schema.ts'
import { pythonSource } from '../../src-core/formats/python.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import type { Result } from '../../src-core/result.ts'
import { sourceNotes } from './notes.ts'
import { writeExportedFile } from './write.ts'
import type { Written } from './write.ts'

const how =
  'Layers have the names and the order that they have in Layerloom’s other files, so that learned weights fit: ' +
  'model.set_weights(keras.models.load_model("learned.keras").get_weights())'

/** Writes a network as a Python module for Keras 3. What it has learned is in the other formats. */
export async function writePython(document: LoomDocument, path: string): Promise<Result<Written>> {
  const source = pythonSource(document, analyze(document), sourceNotes(document, how))
  return source.ok ? writeExportedFile(path, [new TextEncoder().encode(source.value)]) : source
}
