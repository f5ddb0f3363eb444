import { basename } from 'node:path'
import { float16Formats, isFloat16Format } from '../../src-core/contract/contract.ts'
import type { ExportFormat } from '../../src-core/contract/contract.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { kerasModel } from '../../src-core/formats/keras-config.ts'
import { usageOf } from '../../src-core/formats/usage.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { fail, ok } from '../../src-core/result.ts'
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
import { tooLargeToHalve } from './half.ts'
import { writeKeras } from './keras.ts'
import { matchWeights } from './match-weights.ts'
import { meterOf } from './meter.ts'
import type { Following } from './meter.ts'
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
  /** Kernels as 16-bit floats: half the size, where the format can hold them. */
  float16?: boolean
  /** Of what is written for people to read. */
  locale?: Locale
  following?: Following
}

/** Writes a network with its weights as a file (or, for tfjs and SavedModel, a folder) of the format: whole or not at all. */
export async function exportModel({
  document,
  weights,
  classes,
  format,
  path,
  float16 = false,
  locale,
  following,
}: Export): Promise<Result<Written>> {
  const unfit = float16 ? unfitForHalves(format, weights) : undefined
  if (unfit) return unfit
  const target = { path, float16, meter: meterOf(bytesToCount(format, weights, float16), following) }
  if (format === 'onnx') return writeOnnx({ document, weights, classes }, target)
  if (format === 'savedmodel') return writeSavedModel(document, weights, target)
  if (format === 'tfjs-graph') return writeTfjsGraph(document, weights, target)
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
      return writeKeras(model.value, matched.value, target)
    case 'h5':
      return writeH5(model.value, matched.value, target)
    case 'h5-weights':
      return writeH5Weights(model.value, matched.value, target)
    case 'tfjs':
      return writeTfjs(document, layers, matched.value, target)
  }
}

/** Those of the weights; HDF5 is made before it is copied to where it belongs. */
function bytesToCount(format: ExportFormat, weights: readonly LayerWeight[], float16: boolean): number {
  const bytes = weights.reduce((sum, { data }) => sum + data.byteLength, 0)
  const times = isHdf5(format) ? 2 : float16 ? 0.5 : 1
  return Math.max(bytes * times, 1)
}

const isHdf5 = (format: ExportFormat) => format === 'keras' || format === 'h5' || format === 'h5-weights'

function unfitForHalves(format: ExportFormat, weights: readonly LayerWeight[]) {
  if (!isFloat16Format(format)) {
    return fail(
      'no-float16',
      { en: `${format} holds no 16-bit weights.`, zh: `${format} 格式不支持 16 位权重。` },
      {
        en: `These can: ${float16Formats.join(', ')}. Or leave the weights at 32 bits.`,
        zh: `支持的格式：${float16Formats.join('、')}。也可以保留 32 位权重。`,
      },
    )
  }
  const layer = tooLargeToHalve(weights)
  if (layer === undefined) return undefined
  return fail(
    'too-large-for-float16',
    {
      en: `The weights of “${layer}” reach 65,520 and more, which no 16-bit float can say.`,
      zh: `“${layer}”的权重达到或超过 65,520，16 位浮点数无法表示。`,
    },
    { en: 'Leave the weights at 32 bits.', zh: '请保留 32 位权重。' },
  )
}

interface RunExport {
  directory: string
  format: ExportFormat
  path: string
  /** Of its best epoch where nobody says. */
  weights?: ReportedEpoch
  float16?: boolean
  /** Of what is written for people to read. */
  locale?: Locale
  following?: Following
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
  float16,
  locale,
  following,
}: RunExport): Promise<Result<WrittenRun>> {
  const document = await readRunDocument(directory)
  if (!document.ok) return document
  const learned = await readWeights(directory, wanted)
  if (!learned.ok) return learned
  const { weights, origin } = learned.value
  const summary = readSummary(directory, basename(directory))
  // How the images of an imported model were prepared, and what it learned from, is not known.
  if (summary?.state.phase === 'imported') {
    const written = await exportModel({ document: document.value, weights, format, path, float16, locale, following })
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
  const written = await exportModel({ document: document.value, weights, classes, format, path, float16, following })
  if (!written.ok || isSource(format)) return written
  const beside = await writeUsage(usage, path)
  return beside.ok ? ok({ ...written.value, weights: origin }) : beside
}

const isSource = (format: ExportFormat) => format === 'python' || format === 'typescript'
