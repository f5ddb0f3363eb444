import type { ExportFormat } from '../../src-core/contract/contract.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { kerasModel } from '../../src-core/formats/keras-config.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import type { Result } from '../../src-core/result.ts'
import { readClasses } from '../training/classes-file.ts'
import { readRunDocument } from '../training/store.ts'
import { readWeights } from '../training/weights.ts'
import type { LayerWeight } from '../training/weights.ts'
import { writeKeras } from './keras.ts'
import { matchWeights } from './match-weights.ts'
import { writeOnnx } from './onnx.ts'
import { writePython } from './python.ts'
import { writeTfjs } from './tfjs.ts'
import type { Written } from './write.ts'

interface Export {
  document: LoomDocument
  weights: readonly LayerWeight[]
  /** The names of the classes in English, where they are known, in the order of the outputs. */
  classes?: readonly string[]
  format: ExportFormat
  path: string
}

/** Writes a network with its weights as a file (or, for tfjs, a folder) of the format: whole or not at all. */
export async function exportModel({ document, weights, classes, format, path }: Export): Promise<Result<Written>> {
  if (format === 'onnx') return writeOnnx({ document, weights, classes, path })
  if (format === 'python') return writePython(document, path)
  const model = kerasModel(document, analyze(document), document.template?.id)
  if (!model.ok) return model
  const { layers } = model.value
  const matched = matchWeights(layers, weights)
  if (!matched.ok) return matched
  switch (format) {
    case 'keras':
      return writeKeras(model.value, matched.value, path)
    case 'tfjs':
      return writeTfjs(document, layers, matched.value, path)
  }
}

/** Exports what a run has learned, from the checkpoint in its folder. */
export async function exportRun({
  directory,
  format,
  path,
}: {
  directory: string
  format: ExportFormat
  path: string
}): Promise<Result<Written>> {
  const document = await readRunDocument(directory)
  if (!document.ok) return document
  const weights = await readWeights(directory)
  if (!weights.ok) return weights
  const told = await readClasses(directory, 'last')
  const classes = told.ok ? told.value.classes.map(({ en }) => en) : undefined
  return exportModel({ document: document.value, weights: weights.value, classes, format, path })
}
