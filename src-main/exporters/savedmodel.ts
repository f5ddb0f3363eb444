import { WireType } from '@bufbuild/protobuf/wire'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import type { Result } from '../../src-core/result.ts'
import { types } from '../training/graph-step/binding.ts'
import { type } from '../training/graph-step/graph.ts'
import { fileName, producer, tag, writeNode, writeShape } from '../training/graph-step/saved-model.ts'
import type { LayerWeight } from '../training/weights.ts'
import { floatsPiece } from './half.ts'
import { contentOf, fixed, integer, lengthOf, message, text, tooLargeFor } from './pieces.ts'
import type { Piece, Write } from './pieces.ts'
import { weighedGraph } from './savedmodel-graph.ts'
import type { WeighedGraph, WeightNode } from './savedmodel-graph.ts'
import { writeExportedFolder } from './write.ts'
import type { Target, Written } from './write.ts'

/** What TensorFlow Serving and `tf.saved_model.load` look for. */
const signature = { name: 'serving_default', method: 'tensorflow/serving/predict' }

/** Writes a SavedModel's folder. The weights are constants in its graph and go to the disk as they lie in memory. */
export async function writeSavedModel(
  document: LoomDocument,
  weights: readonly LayerWeight[],
  { path, meter, float16 }: Target,
): Promise<Result<Written>> {
  const graph = weighedGraph(document, weights, { float16 })
  if (!graph.ok) return graph
  const pieces = encode(graph.value)
  const unfit = tooLargeFor('savedmodel', { en: 'The graph of a SavedModel', zh: 'SavedModel 的计算图' }, pieces)
  if (unfit) return unfit
  return writeExportedFolder(path, { [fileName]: contentOf(pieces) }, holdsOnlyModel, meter)
}

const holdsOnlyModel = async (_: string, [entry, ...others]: string[]) => entry === fileName && others.length === 0

/** Encodes a graph as `SavedModel` (tensorflow/core/protobuf/saved_model.proto) with one signature. */
function encode(graph: WeighedGraph): Piece[] {
  const nodes = graph.nodes.flatMap((node) =>
    'weight' in node
      ? weightPieces(node, graph.bytesOf(node))
      : [fixed((writer) => message(writer, 1, (inner) => writeNode(inner, node)))],
  )
  const graphDef = nested(2, [...nodes, fixed((writer) => message(writer, 4, (inner) => integer(inner, 1, producer)))])
  const about = fixed((writer) => message(writer, 1, (info) => text(info, 4, tag)))
  const metaGraph = nested(2, [about, ...graphDef, fixed(writeSignature(graph))])
  return [fixed((writer) => integer(writer, 1, 1)), ...metaGraph]
}

/** A message of pieces, as a field. */
const nested = (field: number, pieces: readonly Piece[]): Piece[] => [
  fixed((writer) => writer.tag(field, WireType.LengthDelimited).uint32(lengthOf(pieces))),
  ...pieces,
]

/** A node `Const`, whose attribute `value` ends in the weight's bytes. */
function weightPieces({ name, shape, isHalf }: WeightNode, floats: Uint8Array): Piece[] {
  const dtype = isHalf ? types.half : types.float
  const content = floatsPiece(floats, { isHalf })
  const tensor = [
    fixed((writer) => {
      integer(writer, 1, dtype)
      message(writer, 2, (inner) => writeShape(inner, shape))
      writer.tag(4, WireType.LengthDelimited).uint32(content.length)
    }),
    content,
  ]
  const value = nested(2, nested(8, tensor))
  return nested(1, [
    fixed((writer) => writeNode(writer, { name, op: 'Const', inputs: [], attributes: { dtype: type(dtype) } })),
    ...nested(5, [fixed((writer) => text(writer, 1, 'value')), ...value]),
  ])
}

const writeSignature =
  ({ inputs, outputs }: WeighedGraph): Write =>
  (writer) =>
    message(writer, 5, (entry) => {
      text(entry, 1, signature.name)
      message(entry, 2, (definition) => {
        for (const [field, ports] of [[1, inputs] as const, [2, outputs] as const]) {
          for (const { name, ref, shape } of ports) {
            message(definition, field, (port) => {
              text(port, 1, name)
              message(port, 2, (info) => {
                text(info, 1, `${ref}:0`)
                integer(info, 2, types.float)
                message(info, 3, (inner) => writeShape(inner, [-1, ...shape]))
              })
            })
          }
        }
        text(definition, 3, signature.method)
      })
    })
