import { expect, test } from 'vitest'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { pythonSource } from '../../src-core/formats/python.ts'
import { typescriptSource } from '../../src-core/formats/typescript.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { open, value } from '../networks/open.ts'
import { edited } from './edited.ts'

const notes = { name: 'network', about: ['A network.'], describe: () => undefined }
const pythonOf = (document: LoomDocument) => value(pythonSource(document, analyze(document), notes))
const named = (name: string) => edited.find(([other]) => other === name)![1]
const functionsIn = (source: string) => [...source.matchAll(/^def (.+?)\(/gm)].map(([, name]) => name!)

test('LeNet-5 reads as a person would write it', () => {
  expect(pythonOf(open('lenet'))).toBe(`"""A network."""

import keras
from keras import layers


def build_model():
    inputs = keras.Input((32, 32, 1), name="input")

    # Features
    x = layers.Conv2D(6, 5, activation="tanh", name="features_c1")(inputs)
    x = layers.AveragePooling2D(2, name="features_s2")(x)
    x = layers.Conv2D(16, 5, activation="tanh", name="features_c3")(x)
    x = layers.AveragePooling2D(2, name="features_s4")(x)
    x = layers.Conv2D(120, 5, activation="tanh", name="features_c5")(x)

    # Classifier
    x = layers.Flatten(name="classifier_flatten")(x)
    x = layers.Dense(84, activation="tanh", name="classifier_f6")(x)
    x = layers.Dense(10, activation="softmax", name="classifier_predictions")(x)
    return keras.Model(inputs, x, name="network")


if __name__ == "__main__":
    build_model().summary()
`)
})

test('ResNet-50 has two functions and a loop in each stage', () => {
  const source = pythonOf(open('resnet'))
  expect(functionsIn(source)).toEqual(['bottleneck_with_projection', 'bottleneck', 'build_model'])
  expect(source).toContain('def bottleneck_with_projection(x, filters, strides, name):')
  expect(source).toContain('def bottleneck(x, filters, name):')
  expect(source).toContain('4 * filters, 1, padding="same", name=f"{name}_conv3"')
  expect(source).toContain(`    # Conv 4
    x = bottleneck_with_projection(x, 256, strides=2, name="conv4_block1")
    for block in range(2, 7):
        x = bottleneck(x, 256, name=f"conv4_block{block}")
`)
})

test('a layer more in one block makes it a function of its own, and the loops around it stay', () => {
  const source = pythonOf(named('a layer more in one of many blocks'))
  expect(functionsIn(source)).toEqual(['basic', 'basic_with_projection', 'basic_2', 'build_model'])
  expect(source).toContain(`    x = basic(x, 32, name="conv4_block2")
    x = basic_2(x, name="conv4_block3")
    for block in range(4, 7):
        x = basic(x, 32, name=f"conv4_block{block}")
`)
})

test('a parameter changed in one block becomes a parameter of the function, with the usual value left out', () => {
  const source = pythonOf(named('another kernel in one of many blocks'))
  expect(functionsIn(source)).toEqual(['basic', 'basic_with_projection', 'build_model'])
  expect(source).toContain('def basic(x, filters, kernel_size, name):')
  expect(source).toContain('x = basic(x, 32, kernel_size=5, name="conv4_block3")')
})

test('Chinese names stay', () => {
  const source = pythonOf(named('Chinese names'))
  expect(functionsIn(source)).toEqual(['块', 'build_model'])
  expect(source).toContain(`    x = 块(inputs, name="特征_块1")
    for i in range(2, 5):
        x = 块(x, name=f"特征_块{i}")
`)
})

test('a word that the language keeps for itself counts no loop', () => {
  const words = ['with', 'class', 'let', 'unit'].flatMap((word) => [1, 2, 3, 4].map((n) => `${word}${n}`))
  const document: LoomDocument = { ...open('lenet'), nodes: {}, edges: {} }
  document.nodes.input = { type: 'layer', kind: 'input', params: { shape: [8, 8, 3] } }
  const params = { filters: 3, kernelSize: [3, 3], padding: 'same' }
  for (const [at, target] of words.entries()) {
    const source = words[at - 1] ?? 'input'
    document.nodes[target] = { type: 'layer', kind: 'conv2d', params }
    document.edges[`${source}->${target}#0`] = { source, target, targetInput: 0 }
  }
  const counters = (source: string) => [...source.matchAll(/ for (?:\(let )?(\w+) (?:in|=)/g)].map(([, word]) => word)
  expect(counters(pythonOf(document))).toEqual(['i', 'i', 'i', 'unit'])
  const typescript = value(typescriptSource(document, analyze(document), notes))
  expect(counters(typescript)).toEqual(['i', 'i', 'i', 'unit'])
})

test('a block that is before and behind another layer is written out', () => {
  expect(functionsIn(pythonOf(named('a block around a layer that is not in it')))).toEqual(['build_model'])
})

test('what leaves a block in the middle is returned beside', () => {
  const source = pythonOf(named('tensors that leave blocks in the middle'))
  expect(functionsIn(source)).toEqual(['pair', 'build_model'])
  expect(source).toMatch(/return \w+, \w+\n/)
  expect(source).toMatch(/ {4}\w+, \w+ = pair\(inputs, name="pair1"\)\n/)
})

test('heads are functions, and what they give has a name', () => {
  const source = pythonOf(named('heads beside the trunk'))
  expect(functionsIn(source)).toEqual(['side', 'sum_', 'build_model'])
  expect(source).toContain('part1_side = side(x, name="part1_side")')
  expect(source).toContain('return keras.Model(inputs, [part1_side, part2_side, x], name="network")')
})

test('a network with problems is refused', () => {
  const document = open('lenet')
  const { input: _, ...nodes } = document.nodes
  const broken = { ...document, nodes }
  for (const write of [pythonSource, typescriptSource]) {
    expect(write(broken, analyze(broken), notes)).toMatchObject({
      ok: false,
      failure: { code: 'network-has-problems' },
    })
  }
})
