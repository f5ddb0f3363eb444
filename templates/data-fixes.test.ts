import { expect, test } from 'vitest'
import { execute, startHistory } from '../src-core/commands/history.ts'
import { parseDocument } from '../src-core/document/file.ts'
import type { LoomDocument } from '../src-core/document/schema.ts'
import { analyze } from '../src-core/graph/analyze.ts'
import { same } from '../src-core/text.ts'
import { mnistFacts } from '../src-core/training/data.ts'
import type { DataFacts } from '../src-core/training/data.ts'
import { fitData } from '../src-core/training/fit.ts'
import { dataFixes } from './data-fixes.ts'
import { newDocument } from './open.ts'

const build = (id: string, options: Record<string, unknown> = {}): LoomDocument => {
  const made = newDocument(id, options)
  if (!made.ok) throw new Error(made.failure.message.en)
  return made.value
}
/** What a folder of images in any size says to a network that takes this shape. */
const images = (shape: number[], classes: number): DataFacts => ({
  title: same('flowers'),
  shape,
  otherShapes: [[shape[0]!, shape[1]!, shape[2] === 1 ? 3 : 1]],
  classes: Array.from({ length: classes }, (_, label) => same(`class ${label}`)),
})
const byHand = (): LoomDocument => {
  const { template: _, ...made } = build('lenet')
  const parsed = parseDocument(JSON.stringify(made))
  if (!parsed.ok) throw new Error(parsed.failure.message.en)
  return parsed.value.document
}

test.each([
  ['MNIST', build('resnet', { depth: 18 }), mnistFacts, 'Set classes to 10, channels to 1, input size to 28'],
  ['classes of a folder', build('resnet', { depth: 18 }), images([224, 224, 3], 5), 'Set classes to 5'],
  ['classes and colour', build('lenet'), images([32, 32, 3], 5), 'Set classes to 5'],
  ['colour alone', build('lenet'), { ...images([32, 32, 3], 10), otherShapes: [] }, 'Set channels to 3'],
  ['convolution before the pooling', build('squeezenet'), images([224, 224, 3], 7), 'Set classes to 7'],
])('%s: one click on a template’s options, and it fits', (_, document, data, label) => {
  const [fix] = dataFixes(document, data)
  expect(fix?.label.en).toBe(label)
  const done = execute(startHistory(document), fix!.command, fix!.input)
  if (!done.ok) throw new Error(done.failure.message.en)
  expect(fitData(analyze(done.value.document), data)).toEqual({ ok: true })
})

test('a network that was made by hand is mended layer by layer', () => {
  let document = byHand()
  const data = { ...images([32, 32, 3], 4), otherShapes: [] }
  const labels: string[] = []
  for (let step = 0; step < 2; step++) {
    const [fix] = dataFixes(document, data)
    labels.push(fix!.label.en)
    const done = execute(startHistory(document), fix!.command, fix!.input)
    if (!done.ok) throw new Error(done.failure.message.en)
    document = done.value.document
  }
  expect(labels).toEqual(['Set the shape of “input” to 32×32×3', 'Let “classifier/predictions” give 4 values'])
  expect(dataFixes(document, data)).toEqual([])
})

test('a network that fits needs no fix', () => {
  expect(dataFixes(build('lenet'), mnistFacts)).toEqual([])
})
