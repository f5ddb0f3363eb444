import { createHash } from 'node:crypto'
import type { LayerNode, LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { kerasNames } from '../../src-core/graph/keras-name.ts'
import { layerKinds } from '../../src-core/layers/registry.ts'
import type { LayerWeight } from '../../src-main/training/weights.ts'

/** What a layer of ours says and Keras's file says in another way: a pool without strides has its own size for them. */
function settled(kind: string, params: Record<string, unknown>): Record<string, unknown> {
  const full: Record<string, unknown> = layerKinds[kind]!.params.parse(params)
  if (full.poolSize) full.strides ??= full.poolSize
  return full
}

/** Each layer's kind, parameters, shape and sources, under its Keras name. */
export function wired(document: LoomDocument) {
  const { layers, order } = analyze(document)
  const names = kerasNames(order)
  return Object.fromEntries(
    order.map((id) => {
      const { kind, shape, inputs } = layers.get(id)!
      const { params, frozen } = document.nodes[id] as LayerNode
      // To the last channel is the same as all the rest.
      const own = settled(kind, params)
      if (kind === 'slice') own.size = shape!.at(-1)!
      return [names.get(id)!, { kind, params: own, frozen, shape, inputs: inputs.map((source) => names.get(source)) }]
    }),
  )
}

/** Which weights there are and a digest of their values: a test's runner compares large arrays slowly. */
export function digests(document: LoomDocument, weights: readonly LayerWeight[]) {
  const names = kerasNames(analyze(document).order)
  return Object.fromEntries(weights.map(({ layer, name, data }) => [`${names.get(layer)!}:${name}`, digest(data)]))
}

export const digest = (data: Float32Array) => createHash('sha256').update(data).digest('hex')
