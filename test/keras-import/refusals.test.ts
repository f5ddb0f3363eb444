import { describe, expect, test } from 'vitest'
import { importKeras } from '../../src-core/formats/keras-import/import.ts'

const tensor = (name: string) => ({
  class_name: '__keras_tensor__',
  config: { shape: [null, 8, 8, 3], dtype: 'float32', keras_history: [name, 0, 0] },
})
interface Layer {
  class_name: string
  name: string
  config: object
  inbound_nodes: unknown[]
}
const layer = (name: string, class_name: string, config: object, ...inputs: string[]): Layer => ({
  class_name,
  name,
  config: { name, ...config },
  inbound_nodes: inputs.length === 0 ? [] : [{ args: [inputs.map(tensor)], kwargs: {} }],
})
const image = layer('image', 'InputLayer', { batch_shape: [null, 8, 8, 3] })
const operation = (class_name: string, ...args: unknown[]) => ({
  ...layer('x', class_name, {}),
  module: 'keras.src.ops.numpy',
  inbound_nodes: [{ args, kwargs: {} }],
})
/** Of Keras 2. */
const lambda = (class_name: string, name: string) => ({
  ...layer('x', class_name, { function: name }),
  inbound_nodes: [[['image', 0, 0, { name: null }]]],
})
const modelOf = (...layers: Layer[]) => ({
  class_name: 'Functional',
  config: { layers, input_layers: ['image', 0, 0], output_layers: [layers.at(-1)!.name, 0, 0] },
})

/** A model within, called on a layer of the outer one; its own layers take its `image`. */
const within = (name: string, input?: string, ...layers: Layer[]) =>
  layer(name, 'Functional', modelOf(image, ...layers).config, ...(input ? [input] : []))
const nestedIn = (depth: number, model: ReturnType<typeof modelOf>): ReturnType<typeof modelOf> =>
  depth < 0 ? model : nestedIn(depth - 1, modelOf(image, layer('base', 'Functional', model.config, 'image')))
const base = within('base', 'image')
const calledTwice = { ...base, inbound_nodes: [...base.inbound_nodes, ...base.inbound_nodes] }
const ofSecond = { class_name: '__keras_tensor__', config: { keras_history: ['base', 2, 0] } }
const secondCall = { ...layer('b', 'ReLU', {}), inbound_nodes: [{ args: [ofSecond], kwargs: {} }] }

describe('a layer that cannot be said is named:', () => {
  const twice = layer('conv', 'Conv2D', { filters: 2, kernel_size: [3, 3] }, 'image')
  test.each([
    [
      'code',
      modelOf(image, layer('mine', 'Lambda', {}, 'image')),
      '“mine” is a Lambda layer: it holds Python code, which is not run.',
    ],
    [
      'no layer here',
      modelOf(image, layer('attend', 'Attention', {}, 'image')),
      '“attend” is of the class Attention, which has no layer here.',
    ],
    [
      'a model within whose layers are not said',
      modelOf(image, layer('base', 'Functional', {}, 'image')),
      '“base” is a model within the model, and the file does not say which layers it has.',
    ],
    ['a model within that is called twice', modelOf(image, calledTwice), '“base” is called more than once'],
    [
      'of two calls of a model within the one that is not there',
      modelOf(image, within('base', 'image'), layer('a', 'ReLU', {}), secondCall),
      '“b” is called more than once or takes one of several calls',
    ],
    [
      'a model within that takes more than it is given',
      modelOf(image, within('base')),
      '“base” is a model within the model that does not take and give its tensors one by one',
    ],
    [
      'a layer of a model within',
      modelOf(image, within('base', 'image', layer('attend', 'Attention', {}, 'image'))),
      '“base/attend” is of the class Attention',
    ],
    [
      'a tensor that is none',
      modelOf(image, operation('Add', tensor('image'), { class_name: '__keras_tensor__', config: {} })),
      '“x (Add)”: It takes something else than tensors of the network and single numbers.',
    ],
    [
      'a name that another layer has within a model',
      modelOf(image, within('base', 'image'), layer('base/image', 'ReLU', {}, 'base')),
      'Two layers are called “base/image”',
    ],
    ['models nine deep', nestedIn(8, modelOf(image)), 'Models are nested in models more than 8 deep'],
    [
      'models with nothing in them in a circle',
      modelOf(image, within('a', 'b'), within('b', 'a'), layer('c', 'ReLU', {}, 'b')),
      'The layers run in a circle',
    ],
    [
      'a number divided by a tensor',
      modelOf(image, operation('TrueDivide', 2, tensor('image'))),
      '“x (TrueDivide)”: It divides a number by a tensor',
    ],
    [
      'a number for each channel',
      modelOf(image, operation('Add', tensor('image'), { class_name: '__tensor__', config: { value: [1, 2, 3] } })),
      '“x (Add)”: It takes something else than tensors of the network and single numbers.',
    ],
    [
      'one tensor less another',
      modelOf(image, operation('Subtract', tensor('image'), tensor('image'))),
      '“x (Subtract)”: It computes one tensor from two in a way that no layer here does.',
    ],
    [
      'another operation',
      modelOf(image, operation('Log', tensor('image'))),
      '“x” is the operation Log, which has no layer here.',
    ],
    [
      'another operation of Keras 2',
      modelOf(image, lambda('TFOpLambda', 'math.log')),
      '“x” is the operation math.log, which has no layer here.',
    ],
    [
      'channels turned round',
      modelOf(image, lambda('SlicingOpLambda', '__operators__.getitem')),
      '“x” is the operation __operators__.getitem, which has no layer here.',
    ],
    [
      'a circle',
      modelOf(image, layer('a', 'Add', {}, 'image', 'b'), layer('b', 'ReLU', {}, 'a')),
      'The layers run in a circle at “b”.',
    ],
    [
      'from nowhere',
      modelOf(image, layer('a', 'ReLU', {}, 'missing')),
      'The model uses a layer “missing” that it does not have.',
    ],
    [
      'shared weights',
      modelOf(image, { ...twice, inbound_nodes: [...twice.inbound_nodes, ...twice.inbound_nodes] }),
      '“conv” is called more than once',
    ],
    [
      'channels first',
      modelOf(image, layer('pool', 'MaxPooling2D', { data_format: 'channels_first' }, 'image')),
      '“pool (MaxPooling2D)”: It takes images channels first',
    ],
    [
      'another activation',
      modelOf(image, layer('act', 'Activation', { activation: 'gelu' }, 'image')),
      '“act (Activation)”: Its activation “gelu” has no form here.',
    ],
    [
      'a wrong number',
      modelOf(image, layer('conv', 'Conv2D', { filters: -1, kernel_size: [3, 3] }, 'image')),
      '“conv”: It has a value that no layer here can have.',
    ],
    [
      'no fixed size',
      modelOf(layer('image', 'InputLayer', { batch_shape: [null, null, null, 3] }), layer('a', 'ReLU', {}, 'image')),
      'The input “image” is no image of a fixed size',
    ],
  ])('%s', (_name, model, sentence) => {
    const imported = importKeras(model)
    expect(!imported.ok && imported.failure.message.en).toContain(sentence)
  })
})
