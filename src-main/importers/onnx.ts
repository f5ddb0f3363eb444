import { importOnnx } from '../../src-core/formats/onnx-import/import.ts'
import type { ImportedWeight } from '../../src-core/formats/onnx-import/network.ts'
import { sizeOf } from '../../src-core/graph/shape.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { laidOut } from '../exporters/lay-out.ts'
import type { LayerWeight } from '../training/weights.ts'
import type { ImportedModel } from './imported-model.ts'
import { ExternalData, decodeModel } from './onnx-decode.ts'
import type { DecodedFile } from './onnx-decode.ts'
import { readBytes } from './read-bytes.ts'

/** Reads a network and its weights from an ONNX file, or says in words why not. */
export async function readOnnx(path: string): Promise<Result<ImportedModel>> {
  const bytes = await readBytes(path, tooLarge)
  if (!bytes.ok) return bytes
  const file = decoded(bytes.value, path)
  if (!file.ok) return file
  const imported = importOnnx(file.value)
  if (!imported.ok) return imported
  const weights: LayerWeight[] = []
  for (const weight of imported.value.weights) {
    const data = valuesOf(weight, file.value)
    if (!data) return noFloats(weight)
    weights.push({ layer: weight.layer, name: weight.name, shape: [...weight.shape], data })
  }
  return ok({ document: imported.value.document, weights, notes: [] })
}

function decoded(bytes: Uint8Array, path: string): Result<DecodedFile> {
  try {
    return ok(decodeModel(bytes))
  } catch (error) {
    // Whatever else the reader throws, it met bytes that are no such message.
    return error instanceof ExternalData ? external(path) : notOnnx(path)
  }
}

const mostFilled = 1_000_000

function valuesOf({ from, shape, view, permutation }: ImportedWeight, file: DecodedFile): Float32Array | undefined {
  const size = sizeOf(shape)
  // No network has so many channels; what claims them is made to fill memory.
  if ('fill' in from) return size <= mostFilled ? new Float32Array(size).fill(from.fill) : undefined
  const floats = file.constants.get(from.constant)?.floats()
  if (floats?.length !== size) return undefined
  const data = new Float32Array(size)
  let at = 0
  for (const piece of laidOut(floats, view, permutation)) {
    data.set(new Float32Array(piece.buffer, piece.byteOffset, piece.byteLength / 4), at)
    at += piece.byteLength / 4
  }
  return data
}

const noFloats = ({ layer, name }: ImportedWeight) =>
  fail(
    'weight-not-read',
    {
      en: `The weight “${name}” of “${layer}” is not of the size or the type (float32 or float16) that the layer has.`,
      zh: `“${layer}”的权重“${name}”的大小或类型（应为 float32 或 float16）与该层不符。`,
    },
    { en: 'Export the network with float32 or float16 weights.', zh: '请以 float32 或 float16 权重导出该网络。' },
  )

const notOnnx = (path: string) =>
  fail(
    'not-onnx',
    { en: `${path} is not an ONNX file, or a damaged one.`, zh: `${path} 不是 ONNX 文件，或已损坏。` },
    { en: 'Export or download it again.', zh: '请重新导出或下载该文件。' },
  )

const external = (path: string) =>
  fail(
    'external-data',
    {
      en: `${path} keeps its weights in other files, which are not read.`,
      zh: `${path} 的权重保存在其他文件中，无法读取。`,
    },
    {
      en: 'Save it with its weights inside (onnx.save without external data).',
      zh: '请将权重保存在文件内（onnx.save 时不使用外部数据）。',
    },
  )

const tooLarge = (path: string) =>
  fail('too-large', {
    en: `${path} has 2 GiB or more, and an ONNX file holds less.`,
    zh: `${path} 达到或超过 2 GiB，而 ONNX 文件须小于这一大小。`,
  })
