import { expect, test } from 'vitest'
import { analyze } from '../../src-core/graph/analyze.ts'
import type { Lens } from '../store/view.ts'
import { newDocument } from '../../templates/open.ts'
import type { LensStep } from './step.ts'
import { lensStep } from './step.ts'

const made = newDocument('lenet')
if (!made.ok) throw new Error(made.failure.message.en)
const analysis = analyze(made.value)

// Of 61,706 parameters and 416,520 multiply-accumulates, as Keras counts them.
test.each<[Lens, string, LensStep]>([
  ['parameters', 'features/c5', 6], // 48,120: 78 %
  ['parameters', 'classifier/f6', 5], // 10,164: 16 %
  ['parameters', 'features/c3', 4], // 2,416: 3.9 %
  ['parameters', 'classifier/predictions', 3], // 850: 1.4 %
  ['parameters', 'features/c1', 1], // 156: 0.25 %
  ['parameters', 'features/s2', 0],
  ['macs', 'features', 6], // 405,600: 97 %
  ['macs', 'classifier/predictions', 1], // 840: 0.2 %
  ['problems', 'features', 0],
  ['problems', 'features/c1', 0],
])('by %s %s has colour %s', (lens, id, step) => expect(lensStep(analysis, id, lens)).toBe(step))

test('what is wrong colours a layer and the blocks around it', () => {
  const { nodes } = made.value
  const c1 = nodes['features/c1']!
  const wrong = analyze({
    ...made.value,
    nodes: { ...nodes, 'features/c1': { ...c1, params: { kernelSize: [40, 40] } } as typeof c1 },
  })
  expect(lensStep(wrong, 'features/c1', 'problems')).toBe('error')
  expect(lensStep(wrong, 'features', 'problems')).toBe('error')
  expect(lensStep(wrong, 'input', 'problems')).toBe(0)
})

test('a block with warnings alone is coloured as one, and with an error as that', () => {
  const features = analysis.blocks.get('features')!
  const withProblems = (problems: number, errors: number) => ({
    ...analysis,
    blocks: new Map([['features', { ...features, problems, errors }]]),
  })
  expect(lensStep(withProblems(2, 0), 'features', 'problems')).toBe('warning')
  expect(lensStep(withProblems(2, 1), 'features', 'problems')).toBe('error')
})
