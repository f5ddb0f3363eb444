import type { ImportedLayer } from '../../src-core/formats/keras-import/import.ts'
import { sizeOf } from '../../src-core/graph/shape.ts'
import type { Shape } from '../../src-core/graph/shape.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { LayerWeight } from '../training/weights.ts'

/** Where the weights of a Keras model lie. */
export interface WeightFile {
  /** The floats that lie at a path in exactly this shape. */
  floats(path: string, shape: Shape): Float32Array | undefined
}

/** The weights of every layer; `pathOf` says where one lies in the file, by its place among the layer's. */
export function weightsOf(
  layers: readonly ImportedLayer[],
  file: WeightFile,
  pathOf: (layer: ImportedLayer, at: number) => string | undefined,
): Result<LayerWeight[]> {
  const weights: LayerWeight[] = []
  for (const layer of layers) {
    for (const [at, { name, shape }] of layer.weights.entries()) {
      const path = pathOf(layer, at)
      const data = given(layer, name, shape) ?? (path === undefined ? undefined : file.floats(path, shape))
      if (!data) return noFloats(layer.keras, name)
      weights.push({ layer: layer.layer, name, shape: [...shape], data })
    }
  }
  return ok(weights)
}

/** Numbers that one stands for: far more than any network has channels, and what claims more is made to fill memory. */
const mostGiven = 1_000_000

/** The statistics of a normalization whose author gave them as numbers: they stand in its configuration. */
function given({ config }: ImportedLayer, name: string, shape: Shape): Float32Array | undefined {
  const value = name === 'moving_mean' ? config.mean : name === 'moving_variance' ? config.variance : undefined
  const numbers = (Array.isArray(value) ? value.flat(8) : [value]) as unknown[]
  if (!numbers.every((one) => typeof one === 'number')) return undefined
  const size = sizeOf(shape)
  if (numbers.length === 1 && size <= mostGiven) return new Float32Array(size).fill(numbers[0]!)
  return numbers.length === size ? Float32Array.from(numbers) : undefined
}

const noFloats = (layer: string, weight: string) =>
  fail(
    'weight-not-read',
    {
      en: `The weight “${weight}” of “${layer}” is missing, or not of the size or the type (float32) that the layer has.`,
      zh: `“${layer}”的权重“${weight}”缺失，或其大小或类型（应为 float32）与该层不符。`,
    },
    { en: 'Save the whole model again with float32 weights.', zh: '请以 float32 权重重新保存整个模型。' },
  )
