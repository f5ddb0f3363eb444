import type { KerasLayer } from '../../src-core/formats/keras-config.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { isOwnActivation } from '../../src-core/layers/activations.tfjs.ts'
import { fail } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { buildModel } from '../training/model.ts'
import type { LayerWeight } from '../training/weights.ts'
import { isHalved } from './half.ts'
import { pureTfjs } from './pure-tfjs.ts'
import { tfjsFiles } from './tfjs-files.ts'
import type { TfjsWeight } from './tfjs-files.ts'
import { holdsOnlyTfjsModel, writeExportedFolder } from './write.ts'
import type { Target, Written } from './write.ts'

/** Writes a folder with a tfjs layers model. tfjs makes the layers; the weights go to the disk as they lie in memory. */
export async function writeTfjs(
  document: LoomDocument,
  layers: readonly KerasLayer[],
  weights: ReadonlyMap<string, LayerWeight[]>,
  { path, meter, float16 }: Target,
): Promise<Result<Written>> {
  const tf = await pureTfjs()
  const built = buildModel(tf, document, { seed: 0, blank: true })
  if (!built.ok) return built
  const { model, names } = built.value
  const tfjsClasses = tf.serialization.SerializationMap.getMap().classNameMap
  try {
    const named: TfjsWeight[] = []
    for (const { id } of layers) {
      const layer = model.layers.find((layer) => layer.name === names.get(id))
      if (!layer || !Object.hasOwn(tfjsClasses, layer.getClassName())) return notInTfjs(id)
      const activation = layer.getConfig().activation
      if (typeof activation === 'string' && isOwnActivation(activation)) return noActivation(id, activation)
      for (const [at, { data, shape }] of weights.get(id)!.entries()) {
        const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
        named.push({ name: layer.weights[at]!.originalName, shape, dtype: 'float32', bytes })
      }
    }
    const description = {
      modelTopology: model.toJSON(undefined, false) as object,
      format: 'layers-model',
      generatedBy: `TensorFlow.js tfjs-layers v${tf.version_layers}`,
      convertedBy: null,
    }
    const files = tfjsFiles(description, named, (weight) => float16 && isHalved(weight))
    return await writeExportedFolder(path, files, holdsOnlyTfjsModel('layers-model'), meter)
  } finally {
    model.dispose()
  }
}

/** A layer that Keras says by several, or that we build in tfjs by a class of our own: no other reader of tfjs files knows it. */
const notInTfjs = (id: string) =>
  fail(
    'not-in-tfjs',
    {
      en: `tfjs has no layer of its own for “${id}” (a grouped convolution, for one).`,
      zh: `tfjs 没有与“${id}”对应的内置层（例如分组卷积）。`,
    },
    { en: 'Export as .keras, which can say it.', zh: '请改为导出 .keras 格式，它支持该层。' },
  )

const noActivation = (id: string, activation: string) =>
  fail(
    'not-in-tfjs',
    {
      en: `tfjs has no activation of its own for “${activation}”, with which “${id}” ends.`,
      zh: `tfjs 没有内置的激活函数“${activation}”，而“${id}”使用了它。`,
    },
    { en: 'Export as .keras, which can say it.', zh: '请改为导出 .keras 格式，它支持该激活函数。' },
  )
