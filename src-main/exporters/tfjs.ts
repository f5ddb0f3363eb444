import type * as tfjs from '@tensorflow/tfjs'
import type { KerasLayer } from '../../src-core/formats/keras-config.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { isOwnActivation } from '../../src-core/layers/activations.tfjs.ts'
import { fail } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { buildModel } from '../training/model.ts'
import type { LayerWeight } from '../training/weights.ts'
import { pureTfjs } from './pure-tfjs.ts'
import { holdsOnlyTfjsModel, writeExportedFolder } from './write.ts'
import type { Written } from './write.ts'

const weightsName = 'group1-shard1of1.bin'

/** Writes a folder with a tfjs layers model: `model.json` and its weights in one shard. */
export async function writeTfjs(
  document: LoomDocument,
  layers: readonly KerasLayer[],
  weights: ReadonlyMap<string, LayerWeight[]>,
  path: string,
): Promise<Result<Written>> {
  const tf = await pureTfjs()
  const built = buildModel(tf, document, { seed: 0 })
  if (!built.ok) return built
  const { model, names } = built.value
  const tfjsClasses = tf.serialization.SerializationMap.getMap().classNameMap
  try {
    for (const { id } of layers) {
      const layer = model.layers.find((layer) => layer.name === names.get(id))
      if (!layer || !Object.hasOwn(tfjsClasses, layer.getClassName())) return notInTfjs(id)
      const activation = layer.getConfig().activation
      if (typeof activation === 'string' && isOwnActivation(activation)) return noActivation(id, activation)
      const tensors = weights.get(id)!.map(({ data, shape }) => tf.tensor(data, shape))
      layer.setWeights(tensors)
      tf.dispose(tensors)
    }
    const artifacts = await artifactsOf(tf, model)
    return await writeExportedFolder(path, filesOf(artifacts), holdsOnlyTfjsModel('layers-model'))
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

async function artifactsOf(tf: typeof tfjs, model: tfjs.LayersModel): Promise<tfjs.io.ModelArtifacts> {
  let kept: tfjs.io.ModelArtifacts | undefined
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      kept = artifacts
      return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) }
    }),
  )
  return kept!
}

/** As tfjs's own file handler lays a model out. */
function filesOf(artifacts: tfjs.io.ModelArtifacts): Record<string, Uint8Array[]> {
  const { weightData, weightSpecs, modelTopology, format, generatedBy, convertedBy } = artifacts
  const model = {
    modelTopology,
    format,
    generatedBy,
    convertedBy,
    weightsManifest: [{ paths: [weightsName], weights: weightSpecs }],
  }
  return {
    'model.json': [new TextEncoder().encode(JSON.stringify(model))],
    [weightsName]: [new Uint8Array(weightData as ArrayBuffer)],
  }
}
