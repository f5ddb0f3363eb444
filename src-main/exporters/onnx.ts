import type { LoomDocument } from '../../src-core/document/schema.ts'
import { onnxModel } from '../../src-core/formats/onnx.ts'
import type { OnnxInitializer } from '../../src-core/formats/onnx-graph.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import type { Result } from '../../src-core/result.ts'
import { version } from '../shell/version.ts'
import type { LayerWeight } from '../training/weights.ts'
import { halved, isHalved } from './half.ts'
import { laidOut } from './lay-out.ts'
import { matchWeights } from './match-weights.ts'
import { encodeModel } from './onnx-encode.ts'
import { contentOf, tooLargeFor } from './pieces.ts'
import { writeExportedFile } from './write.ts'
import type { Target, Written } from './write.ts'

interface OnnxExport {
  document: LoomDocument
  weights: readonly LayerWeight[]
  classes?: readonly string[]
}

/** Writes an ONNX file. Weights are laid out while they are written, so that they lie in memory but once. */
export async function writeOnnx(
  { document, weights, classes }: OnnxExport,
  { path, meter, float16 }: Target,
): Promise<Result<Written>> {
  const model = onnxModel(document, analyze(document), { isHalf: (weight) => float16 && isHalved(weight) })
  if (!model.ok) return model
  const { graph, layers } = model.value
  const matched = matchWeights(layers, weights)
  if (!matched.ok) return matched
  const title = document.template?.id ?? 'network'
  const pieces = encodeModel(
    {
      graph,
      title,
      producer: { name: 'Layerloom', version },
      metadata: { title, ...(classes && { classes: JSON.stringify(classes) }) },
    },
    (initializer) => bytesOf(initializer, matched.value),
  )
  const unfit = tooLargeFor('onnx', { en: 'An ONNX file', zh: 'ONNX 文件' }, pieces)
  if (unfit) return unfit
  return writeExportedFile(path, contentOf(pieces), meter)
}

function* bytesOf({ content }: OnnxInitializer, weights: ReadonlyMap<string, LayerWeight[]>): Generator<Uint8Array> {
  if (content.type !== 'weight') return
  const { data } = weights.get(content.layer)!.find(({ name }) => name === content.weight)!
  const floats = laidOut(data, content.layout.view, content.layout.permutation)
  yield* content.isHalf ? halved(floats) : floats
}
