import type { Shape } from '../../src-core/graph/shape.ts'
import { floatsPiece } from './half.ts'
import type { Chunks } from './meter.ts'
import { contentOf, lengthOf } from './pieces.ts'

/** As TensorFlow's converter cuts them, so that browsers cache them: bytes. */
const shardSize = 4 * 2 ** 20

export interface TfjsWeight {
  name: string
  shape: Shape
  dtype: 'float32' | 'int32'
  bytes: Uint8Array
}

/**
 * The files of a tfjs model's folder, as `tensorflowjs_converter` lays it out: `model.json`, and weights in shards.
 *
 * @param model what `model.json` says beside its weights
 * @param isHalf which weights are held as 16-bit floats
 */
export function tfjsFiles(
  model: object,
  weights: readonly TfjsWeight[],
  isHalf: (weight: TfjsWeight) => boolean,
): Record<string, Chunks> {
  const pieces = weights.map((weight) => floatsPiece(weight.bytes, { isHalf: isHalf(weight) }))
  const count = Math.ceil(lengthOf(pieces) / shardSize)
  const paths = Array.from({ length: count }, (_, at) => `group1-shard${at + 1}of${count}.bin`)
  const specs = weights.map((weight) => {
    const { name, shape, dtype } = weight
    const quantization = { dtype: 'float16', original_dtype: 'float32' }
    return { name, shape, dtype, ...(isHalf(weight) && { quantization }) }
  })
  const shard = cutter(contentOf(pieces))
  return {
    'model.json': [
      new TextEncoder().encode(JSON.stringify({ ...model, weightsManifest: [{ paths, weights: specs }] })),
    ],
    ...Object.fromEntries(paths.map((name) => [name, shard()])),
  }
}

/** Cuts bytes into files of one size, the last aside, without copying them; the files have to be taken one after the other. */
function cutter(chunks: Iterator<Uint8Array>): () => Generator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array()
  return function* () {
    for (let room = shardSize; room > 0;) {
      if (rest.byteLength === 0) {
        const next = chunks.next()
        if (next.done) return
        rest = next.value
      }
      const part = rest.subarray(0, room)
      rest = rest.subarray(part.byteLength)
      room -= part.byteLength
      yield part
    }
  }
}
