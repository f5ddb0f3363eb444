import { describe, expect, test } from 'vitest'
import type { ImportedLayer } from '../../src-core/formats/keras-import/import.ts'
import { sortByName, sortWithin } from './named-weights.ts'

const layerOf = (path: string, { frozen = false } = {}): ImportedLayer => {
  const parts = path.split('/')
  const weights = ['kernel', 'bias'].map((name) => ({ name, shape: [1], trainable: true, initializer: 'zeros' }))
  const config = { trainable: !frozen }
  return { layer: path, keras: path, own: parts.at(-1)!, within: parts.slice(0, -1), weights, config }
}
const weightsOf = (layer: string) => [`${layer}/kernel:0`, `${layer}/bias:0`]
const sorted = (found: ReturnType<typeof sortByName>) =>
  Object.fromEntries([...found].map(([{ keras }, names]) => [keras, names]))

describe('weights are of the layer that their names say:', () => {
  test.each([
    ['its own name alone', 'base/conv', 'conv', true],
    ['with the models around it', 'base/inner/conv', 'inner/conv', true],
    ['with a model around that the file does not have', 'conv', 'sequential_1/conv', true],
    ['another name', 'base/conv', 'conv_1', false],
    ['a name that ends so', 'base/conv', 'my_conv', false],
  ])('%s', (_title, layer, name, isFound) => {
    const found = sortByName([layerOf(layer)], weightsOf(name))
    expect(sorted(found)).toEqual({ [layer]: isFound ? weightsOf(name) : [] })
  })

  test('the nearest of several, and none where two are as near', () => {
    const names = [...weightsOf('conv'), ...weightsOf('inner/conv')]
    const found = sortByName([layerOf('base/conv'), layerOf('base/inner/conv')], names)
    expect(sorted(found)).toEqual({ 'base/conv': weightsOf('conv'), 'base/inner/conv': weightsOf('inner/conv') })
    const unclear = sortByName([layerOf('base/conv')], [...weightsOf('a/conv'), ...weightsOf('b/conv')])
    expect(sorted(unclear)).toEqual({ 'base/conv': [] })
    const twice = sortByName([layerOf('a/conv'), layerOf('b/conv')], weightsOf('conv'))
    expect(sorted(twice)).toEqual({ 'a/conv': weightsOf('conv'), 'b/conv': [] })
  })
})

describe('weights of a model within, of layers that were renamed since,', () => {
  const layers = [layerOf('base/a', { frozen: true }), layerOf('base/b')]
  test('lie in the order of Keras: what learns comes first', () => {
    const names = [...weightsOf('second'), ...weightsOf('first')]
    expect(sorted(sortWithin(layers, names))).toEqual({
      'base/a': weightsOf('first'),
      'base/b': weightsOf('second'),
    })
  })

  test('are not found where there are more or fewer', () => {
    expect(sorted(sortWithin(layers, weightsOf('first')))).toEqual({ 'base/a': [], 'base/b': [] })
  })
})
