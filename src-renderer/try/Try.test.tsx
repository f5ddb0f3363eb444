// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { Plan } from '../../src-core/training/plan.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import { tryLimits } from '../../src-core/training/tried.ts'
import { serveFakeMain } from '../bridge/fake-main.ts'
import { removeFiles } from '../store/try.ts'
import { Try } from './Try.tsx'

const run = (id: string): RunSummary => ({
  ...{ id, directory: `/runs/${id}`, title: id, startedAt: 0, plan: Plan.parse({}), state: { phase: 'done' } },
  ...{ params: 1, exportable: true },
})

/** Answers with the run and the image's first byte for its likeliest class; 0 is a damaged image. */
serveFakeMain({
  tryImage: ({ run, image }) => {
    if (image[0] === 0)
      return { ok: false, failure: { code: 'unreadable-image', message: { en: 'Damaged.', zh: '损坏。' } } }
    const name = `${run} ${image[0]}`
    const classes = [{ index: 0, name: { en: name, zh: name }, probability: 0.987 }]
    return { ok: true, value: { weights: { of: 'last', epoch: 2, step: 20 }, classes, seconds: 0.0031 } }
  },
})

afterEach(() => {
  cleanup()
  removeFiles()
})

const file = (byte: number) => new File([Uint8Array.of(byte)], `${byte}.png`)
const drop = (files: File[]) =>
  fireEvent.drop(screen.getByRole('region', { name: 'Try images' }), { dataTransfer: { files, types: ['Files'] } })

test('each image that is dropped has its answer, a damaged one its sentence; another run is shown the same images', async () => {
  const { rerender } = render(<Try run={run('first')} />)
  drop([file(1), file(0), file(2)])
  await screen.findByText('first 2')
  expect(screen.getByText('first 1')).toBeTruthy()
  expect(screen.getByText('Damaged.')).toBeTruthy()
  expect(screen.getAllByText('3.1 ms')).toHaveLength(2)
  expect(screen.getByText('Weights of the last step (20, epoch 2)')).toBeTruthy()
  rerender(<Try run={run('second')} />)
  await screen.findByText('second 2')
  expect(screen.queryByText('first 2')).toBeNull()
})

test('a pasted image is taken; more than there is room for, or too large ones, are refused in words', async () => {
  render(<Try run={run('first')} />)
  const large = new File([], 'large.png')
  Object.defineProperty(large, 'size', { value: tryLimits.bytes + 1 })
  fireEvent.paste(document.body, { clipboardData: { files: [large] } })
  await screen.findByText(/^The file is larger than 32 MiB\./)
  drop(Array.from({ length: tryLimits.images + 1 }, (_, at) => file(at + 1)))
  await screen.findByText('24 images are tried at most; 2 more were left out.')
  // The one that was too large has its place too.
  expect(screen.getAllByRole('button', { name: /^Remove .*png/ })).toHaveLength(tryLimits.images)
})
