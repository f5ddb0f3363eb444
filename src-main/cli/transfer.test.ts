import { expect, test } from 'vitest'
import type { CarryOver } from '../../src-core/training/carry-over.ts'
import type { Published } from '../../src-core/training/published-weights.ts'
import { newDocument } from '../../templates/open.ts'
import { createTerminal } from './terminal.ts'
import { followImages } from './transfer.ts'

const opened = newDocument('vgg')
if (!opened.ok) throw new Error(opened.failure.message.en)
const document = opened.value
const nothing: CarryOver = { kept: [], anew: [], left: [], keptParams: 0, params: 0 }
const caffe = (by: Published['by']): CarryOver => ({
  ...nothing,
  published: { network: 'VGG', by, normalization: 'caffe', channels: 'bgr' },
})
const run = (mean: number, deviation: number): CarryOver => ({
  ...nothing,
  trainedOn: { title: 'flowers', mean: [mean], deviation: [deviation] },
})

/** What becomes of a plan, and what is said. @param given the flag's value */
function followed(carried: CarryOver | undefined, given?: string) {
  const said: string[] = []
  const terminal = { ...createTerminal({ LC_ALL: 'C' }), say: ({ en }: { en: string }) => void said.push(en) }
  const result = followImages(document, carried, { given, terminal, json: false })
  return { plan: result.ok ? result.value.training : result.failure.code, said: said.join('\n') }
}

test('values follow what a file’s name says, which is said with how to leave them', () => {
  const { plan, said } = followed(caffe('file'))
  expect(plan).toMatchObject({ fromChannels: 'bgr', augmentation: { deviation: [1 / 255] } })
  expect(said).toContain('--image-values plan')
})

test('what layers alone tell is pointed out and changes nothing', () => {
  const { plan, said } = followed(caffe('layers'))
  expect(plan).toEqual(document.training)
  expect(said).toContain('--image-values weights')
})

test('a person decides', () => {
  expect(followed(caffe('file'), 'plan')).toEqual({ plan: document.training, said: '' })
  expect(followed(caffe('layers'), 'weights').plan).toMatchObject({ fromChannels: 'bgr' })
  expect(followed(undefined)).toEqual({ plan: document.training, said: '' })
  expect(followed(undefined, 'weights').plan).toBe('usage')
})

test('values follow what a run was trained on, which is said where the plan has others', () => {
  const { plan, said } = followed(run(0.5, 0.5))
  expect(plan).toMatchObject({ augmentation: { mean: [0.5], deviation: [0.5] } })
  expect(said).toContain('The images of “flowers” were normalized as “−1 to 1”, those of this plan are not.')
  expect(followed(run(0.25, 2)).said).toContain('“mean 0.25, deviation 2”')
  expect(followed(run(0.5, 0.5), 'plan')).toEqual({ plan: document.training, said: '' })
  // As the plan has them: there is nothing to say.
  expect(followed(run(0, 1))).toEqual({ plan: document.training, said: '' })
  expect(followed(run(0, 1), 'weights')).toEqual({ plan: document.training, said: '' })
})
