import { basename } from 'node:path'
import type { ExportFormat } from '../../src-core/contract/contract.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { kerasModel } from '../../src-core/formats/keras-config.ts'
import { usageOf } from '../../src-core/formats/usage.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { Locale } from '../../src-core/text.ts'
import type { ReportedEpoch } from '../../src-core/training/classes.ts'
import type { WeightsOrigin } from '../../src-core/training/run.ts'
import { readClasses } from '../training/classes-file.ts'
import { readPlan, readRunDocument, readSummary } from '../training/store.ts'
import { readWeights } from '../training/weights.ts'
import type { LayerWeight } from '../training/weights.ts'
import { writeCard } from './card.ts'
import { writeH5, writeH5Weights } from './h5.ts'
import { writeKeras } from './keras.ts'
import { matchWeights } from './match-weights.ts'
import { writeOnnx } from './onnx.ts'
import { writePython } from './python.ts'
import { writeSavedModel } from './savedmodel.ts'
import { writeTfjs } from './tfjs.ts'
import { writeTfjsGraph } from './tfjs-graph.ts'
import { writeTypescript } from './typescript.ts'
import { writeUsage } from './usage.ts'
import type { Written } from './write.ts'

interface Export {
  document: LoomDocument
  weights: readonly LayerWeight[]
  /** The names of the classes in English, where they are known, in the order of the outputs. */
  classes?: readonly string[]
  format: ExportFormat
  path: string
  /** Of what is written for people to read. */
  locale?: Locale
}

/** Writes a network with its weights as a file (or, for tfjs and SavedModel, a folder) of the format: whole or not at all. */
export async function exportModel({
  document,
  weights,
  classes,
  format,
  path,
  locale,
}: Export): Promise<Result<Written>> {
  if (format === 'onnx') return writeOnnx({ document, weights, classes, path })
  if (format === 'savedmodel') return writeSavedModel(document, weights, path)
  if (format === 'tfjs-graph') return writeTfjsGraph(document, weights, path)
  if (format === 'python') return writePython(document, path)
  if (format === 'typescript') return writeTypescript(document, path)
  if (format === 'card') return writeCard(document, undefined, { locale: locale ?? 'en', path })
  const model = kerasModel(document, analyze(document), document.template?.id)
  if (!model.ok) return model
  const { layers } = model.value
  const matched = matchWeights(layers, weights)
  if (!matched.ok) return matched
  switch (format) {
    case 'keras':
      return writeKeras(model.value, matched.value, path)
    case 'h5':
      return writeH5(model.value, matched.value, path)
    case 'h5-weights':
      return writeH5Weights(model.value, matched.value, path)
    case 'tfjs':
      return writeTfjs(document, layers, matched.value, path)
  }
}

interface RunExport {
  directory: string
  format: ExportFormat
  path: string
  /** Of its best epoch where nobody says. */
  weights?: ReportedEpoch
  /** Of what is written for people to read. */
  locale?: Locale
}

export interface WrittenRun extends Written {
  /** Of the weights that were written, or in a card are told of; source code has none. */
  weights?: WeightsOrigin
}

/** Exports what a run has learned, from the weights in its folder, with what one has to know to use it beside. */
export async function exportRun({
  directory,
  format,
  path,
  weights: wanted = 'best',
  locale,
}: RunExport): Promise<Result<WrittenRun>> {
  const document = await readRunDocument(directory)
  if (!document.ok) return document
  const learned = await readWeights(directory, wanted)
  if (!learned.ok) return learned
  const { weights, origin } = learned.value
  const summary = readSummary(directory, basename(directory))
  // How the images of an imported model were prepared, and what it learned from, is not known.
  if (summary?.state.phase === 'imported') {
    const written = await exportModel({ document: document.value, weights, format, path, locale })
    return written.ok && !isSource(format) ? ok({ ...written.value, weights: origin }) : written
  }
  const told = await readClasses(directory, origin.of)
  const report = told.ok ? told.value : undefined
  const classes = report?.classes.map(({ en }) => en)
  const plan = readPlan(directory) ?? document.value.training
  const usage = usageOf(document.value, analyze(document.value), plan, {
    labels: format === 'card' ? report?.classes.map((name) => name[locale ?? 'en']) : classes,
    isChannelsFirst: format === 'onnx',
  })
  if (format === 'card') {
    const { startedAt = 0, device } = summary ?? {}
    const epoch = origin.of === 'best' ? summary?.bestEpoch : summary?.lastEpoch
    const run = { plan, startedAt, usage, ...(device && { device }), ...(epoch && { epoch }), classes: report }
    const card = await writeCard(document.value, run, { locale: locale ?? 'en', path })
    return card.ok ? ok({ ...card.value, weights: origin }) : card
  }
  const written = await exportModel({ document: document.value, weights, classes, format, path })
  if (!written.ok || isSource(format)) return written
  const beside = await writeUsage(usage, path)
  return beside.ok ? ok({ ...written.value, weights: origin }) : beside
}

const isSource = (format: ExportFormat) => format === 'python' || format === 'typescript'
