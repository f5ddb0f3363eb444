import type { Group } from 'h5wasm'
import { kerasVersion } from '../../src-core/formats/keras-config.ts'
import type { KerasLayer, KerasModel } from '../../src-core/formats/keras-config.ts'
import { fail } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { LayerWeight } from '../training/weights.ts'
import { legacyConfig } from './h5-config.ts'
import { hdf5 } from './hdf5.ts'
import { writeExportedFile } from './write.ts'
import type { Target, Written } from './write.ts'

/** Writes a whole model as Keras did before `.keras`: its configuration and its weights in one HDF5 file. */
export async function writeH5(
  model: KerasModel,
  weights: ReadonlyMap<string, LayerWeight[]>,
  { path, meter }: Target,
): Promise<Result<Written>> {
  const legacy = legacyConfig(model)
  if (!legacy.ok) return legacy
  const config = legacy.value
  function* fill(file: Group) {
    sign(file)
    file.create_attribute('model_config', JSON.stringify(config))
    yield* weightsIn(file.create_group('model_weights'), model.layers, weights)
  }
  return writeExportedFile(path, hdf5(path, meter, fill), meter)
}

/**
 * Writes the weights in the layout in which keras.applications' files lie: what `model.load_weights` fits to any model
 * that has layers with weights of these shapes in this order or, with `by_name=True`, of these names.
 */
export async function writeH5Weights(
  model: KerasModel,
  weights: ReadonlyMap<string, LayerWeight[]>,
  { path, meter }: Target,
): Promise<Result<Written>> {
  // Keras tells its two layouts apart by the name alone.
  if (path.endsWith('.weights.h5')) {
    return fail(
      'name-of-another-layout',
      {
        en: 'Keras takes a file whose name ends in .weights.h5 for its newer layout and would not find these weights.',
        zh: 'Keras 会把以 .weights.h5 结尾的文件当作新版布局，从而找不到这些权重。',
      },
      { en: 'Name it otherwise, such as weights.h5.', zh: '请换一个文件名，例如 weights.h5。' },
    )
  }
  return writeExportedFile(
    path,
    hdf5(path, meter, (file) => weightsIn(file, model.layers, weights)),
    meter,
  )
}

/**
 * `<layer>/<layer>/<weight>:0`, a group for every layer in Keras's order. Names of layers and weights stand in attributes,
 * because HDF5 sorts its members.
 */
function* weightsIn(group: Group, layers: readonly KerasLayer[], weights: ReadonlyMap<string, LayerWeight[]>) {
  sign(group)
  group.create_attribute(
    'layer_names',
    layers.map(({ name }) => name),
  )
  for (const { id, name } of layers) {
    const own = group.create_group(name)
    const tensors = weights.get(id)!
    if (tensors.length === 0) continue
    const inner = own.create_group(name)
    for (const { name: weight, data, shape } of tensors) {
      yield { group: inner, name: `${weight}:0`, data, shape }
    }
    own.create_attribute(
      'weight_names',
      tensors.map(({ name: weight }) => `${name}/${weight}:0`),
    )
  }
}

function sign(group: Group): void {
  group.create_attribute('keras_version', kerasVersion)
  group.create_attribute('backend', 'tensorflow')
}
