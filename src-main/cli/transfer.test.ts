import { expect, test } from 'vitest'
import type { Published } from '../../src-core/training/published-weights.ts'
import { newDocument } from '../../templates/open.ts'
import { createTerminal } from './terminal.ts'
import { followPublished } from './transfer.ts'

const opened = newDocument('vgg')
if (!opened.ok) throw new Error(opened.failure.message.en)
const document = opened.value
const caffe = (by: Published['by']): Published => ({ network: 'VGG', by, normalization: 'caffe', channels: 'bgr' })

/** What becomes of a plan, and what is said. @param given the flag's value */
function followed(published: Published | undefined, given?: string) {
  const said: string[] = []
  const terminal = { ...createTerminal({ LC_ALL: 'C' }), say: ({ en }: { en: string }) => void said.push(en) }
  const result = followPublished(document, published, { given, terminal, json: false })
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
  expect(said).toContain('--image-values published')
})

test('a person decides', () => {
  expect(followed(caffe('file'), 'plan')).toEqual({ plan: document.training, said: '' })
  expect(followed(caffe('layers'), 'published').plan).toMatchObject({ fromChannels: 'bgr' })
  expect(followed(undefined)).toEqual({ plan: document.training, said: '' })
  expect(followed(undefined, 'published').plan).toBe('usage')
})
