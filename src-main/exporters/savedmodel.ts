import { WireType } from '@bufbuild/protobuf/wire'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { fail } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { types } from '../training/graph-step/binding.ts'
import { type } from '../training/graph-step/graph.ts'
import { fileName, producer, tag, writeNode, writeShape } from '../training/graph-step/saved-model.ts'
import type { LayerWeight } from '../training/weights.ts'
import { matchWeights } from './match-weights.ts'
import { contentOf, fixed, integer, lengthOf, message, text, tooLarge } from './pieces.ts'
import type { Piece, Write } from './pieces.ts'
import { tensorFlowGraph } from './savedmodel-graph.ts'
import type { TensorFlowGraph, WeightNode } from './savedmodel-graph.ts'
import { writeExportedFolder } from './write.ts'
import type { Written } from './write.ts'

/** What TensorFlow Serving and `tf.saved_model.load` look for. */
const signature = { name: 'serving_default', method: 'tensorflow/serving/predict' }

/** Writes a SavedModel's folder. The weights are constants in its graph and go to the disk as they lie in memory. */
export async function writeSavedModel(
  document: LoomDocument,
  weights: readonly LayerWeight[],
  path: string,
): Promise<Result<Written>> {
  const graph = tensorFlowGraph(document, analyze(document))
  if (!graph.ok) return graph
  const matched = matchWeights(graph.value.layers, weights)
  if (!matched.ok) return matched
  const pieces = encode(graph.value, (node) => bytesOfWeight(node, matched.value))
  if (lengthOf(pieces) >= tooLarge) return doesNotFit()
  return writeExportedFolder(path, { [fileName]: contentOf(pieces) }, async (_, [entry, ...others]) => {
    return entry === fileName && others.length === 0
  })
}

/** A weight's values as they lie in memory, the lowest byte first. */
export function bytesOfWeight({ weight }: WeightNode, weights: ReadonlyMap<string, LayerWeight[]>): Uint8Array {
  const { data } = weights.get(weight.layer)!.find(({ name }) => name === weight.name)!
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}

/** Encodes a graph as `SavedModel` (tensorflow/core/protobuf/saved_model.proto) with one signature. */
function encode(graph: TensorFlowGraph, bytesOf: (node: WeightNode) => Uint8Array): Piece[] {
  const nodes = graph.nodes.flatMap((node) =>
    'weight' in node
      ? weightPieces(node, bytesOf(node))
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
function weightPieces({ name, shape }: WeightNode, bytes: Uint8Array): Piece[] {
  const tensor = [
    fixed((writer) => {
      integer(writer, 1, types.float)
      message(writer, 2, (inner) => writeShape(inner, shape))
      writer.tag(4, WireType.LengthDelimited).uint32(bytes.byteLength)
    }),
    { length: bytes.byteLength, bytes: () => [bytes] },
  ]
  const value = nested(2, nested(8, tensor))
  return nested(1, [
    fixed((writer) => writeNode(writer, { name, op: 'Const', inputs: [], attributes: { dtype: type(types.float) } })),
    ...nested(5, [fixed((writer) => text(writer, 1, 'value')), ...value]),
  ])
}

const writeSignature =
  ({ inputs, outputs }: TensorFlowGraph): Write =>
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

const doesNotFit = () =>
  fail(
    'too-large-for-savedmodel',
    {
      en: 'The graph of a SavedModel holds less than 2 GiB; this network is larger.',
      zh: 'SavedModel 的计算图须小于 2 GiB，而该网络超出了这一上限。',
    },
    { en: 'Export as .keras, or make the network smaller.', zh: '请改为导出 .keras 格式，或缩小该网络。' },
  )
