import { describe, expect, test } from 'vitest'
import { followData } from './follow-data.ts'

describe('a template for MNIST’s ten classes of grey 28×28 images, also had as 32×32', () => {
  test.each<[string, Record<string, string>, { input: number[]; classes: number }]>([
    ['keeps the size that images can be padded to', {}, { input: [32, 32, 1], classes: 10 }],
    ['in the other edition too', { edition: 'documented' }, { input: [32, 32, 1], classes: 10 }],
    ['takes what a person sets', { edition: 'documented', inputSize: '28' }, { input: [28, 28, 1], classes: 10 }],
    ['also where it does not fit', { classes: '7', channels: '3' }, { input: [32, 32, 3], classes: 7 }],
  ])('%s', async (_name, assignments, { input, classes }) => {
    const network = await followData('lenet', assignments, 'mnist')
    if (!network.ok) return expect.fail(network.failure.message.en)
    const { analysis, template } = network.value
    expect(template).toBe('lenet')
    expect(analysis.layers.get(analysis.inputs[0]!)!.shape).toEqual(input)
    expect(analysis.layers.get(analysis.outputs[0]!)!.shape).toEqual([classes])
  })

  test.each([
    ['an option that there is not', 'lenet', { depth: '3' }, 'mnist', 'unknown-option'],
    ['a size that cannot be built', 'lenet', { inputSize: '28' }, 'mnist', 'invalid-option'],
    ['data that there is not', 'lenet', {}, 'cats', 'unknown-data'],
  ])('refuses %s', async (_name, template, assignments: Record<string, string>, data, code) => {
    expect(await followData(template, assignments, data)).toMatchObject({ ok: false, failure: { code } })
  })
})

describe('a template for drawn shapes', () => {
  test.each<[string, string, string, Record<string, string>, { input: number[]; classes: number }]>([
    ['keeps its own size', 'resnet', 'shapes', {}, { input: [224, 224, 3], classes: 4 }],
    ['takes the given classes', 'resnet', 'shapes:classes=7', {}, { input: [224, 224, 3], classes: 7 }],
    ['takes a given size', 'resnet', 'shapes:size=64', {}, { input: [64, 64, 3], classes: 4 }],
    ['takes colour', 'lenet', 'shapes', {}, { input: [32, 32, 3], classes: 4 }],
    ['takes what is set', 'resnet', 'shapes', { inputSize: '96', classes: '9' }, { input: [96, 96, 3], classes: 9 }],
    ['also where it does not fit', 'resnet', 'shapes:size=64', { inputSize: '96' }, { input: [96, 96, 3], classes: 4 }],
  ])('%s: %s on %s', async (_name, template, data, assignments, { input, classes }) => {
    const network = await followData(template, assignments, data)
    if (!network.ok) return expect.fail(network.failure.message.en)
    const { analysis } = network.value
    expect(analysis.layers.get(analysis.inputs[0]!)!.shape).toEqual(input)
    expect(analysis.layers.get(analysis.outputs[0]!)!.shape).toEqual([classes])
  })
})
