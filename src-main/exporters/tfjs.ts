import type { io } from '@tensorflow/tfjs'
import type { KerasLayer } from '../../src-core/formats/keras-config.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
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
  const { model } = built.value
  try {
    for (const { id, name, className } of layers) {
      const layer = model.getLayer(name)
      if (layer.getClassName() !== className) return notInTfjs(id)
      const tensors = weights.get(id)!.map(({ data, shape }) => tf.tensor(data, shape))
      layer.setWeights(tensors)
      tf.dispose(tensors)
    }
    const artifacts = await artifactsOf(tf, model)
    return await writeExportedFolder(path, filesOf(artifacts), holdsOnlyTfjsModel)
  } finally {
    model.dispose()
  }
}

/** A layer that we build in tfjs under another class than Keras's is our own: no other reader of tfjs files knows it. */
const notInTfjs = (id: string) =>
  fail(
    'not-in-tfjs',
    {
      en: `tfjs has no layer of its own for “${id}” (a grouped convolution, for one).`,
      zh: `tfjs 没有与“${id}”对应的内置层（例如分组卷积）。`,
    },
    { en: 'Export as .keras, which can say it.', zh: '请改为导出 .keras 格式，它支持该层。' },
  )

async function artifactsOf(
  tf: typeof import('@tensorflow/tfjs'),
  model: import('@tensorflow/tfjs').LayersModel,
): Promise<io.ModelArtifacts> {
  let kept: io.ModelArtifacts | undefined
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      kept = artifacts
      return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) }
    }),
  )
  return kept!
}

/** As tfjs's own file handler lays a model out. */
function filesOf(artifacts: io.ModelArtifacts): Record<string, Uint8Array> {
  const { weightData, weightSpecs, modelTopology, format, generatedBy, convertedBy } = artifacts
  const model = {
    modelTopology,
    format,
    generatedBy,
    convertedBy,
    weightsManifest: [{ paths: [weightsName], weights: weightSpecs }],
  }
  return {
    'model.json': new TextEncoder().encode(JSON.stringify(model)),
    [weightsName]: new Uint8Array(weightData as ArrayBuffer),
  }
}
