// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import { act } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newDocument } from '../../templates/open.ts'
import { useEditor } from '../store/editor.ts'
import { Inspector } from './Inspector.tsx'

const editor = () => useEditor.getState()

beforeEach(() => {
  const made = newDocument('lenet')
  if (made.ok) editor().load({ document: made.value })
})
afterEach(cleanup)

test('the totals say what one image and a batch of the plan take, and follow the plan', () => {
  render(<Inspector />)
  expect(screen.getByText('about 24 kB at once')).toBeTruthy()
  expect(screen.getByText('about 3.1 MB, batch of 64')).toBeTruthy()
  act(() => void editor().execute('setPlan', { plan: { batchSize: 128, optimizer: 'sgd' } }))
  // 9,238 numbers × 128 and 61,706 × 2, of 4 bytes: 5,223,504
  expect(screen.getByText('about 5.2 MB, batch of 128')).toBeTruthy()
})

test('a block says its own', () => {
  editor().select(['classifier'])
  render(<Inspector />)
  // C5's output and its flattened form; (120 + 84 + 10) × 64 activations and 11,014 weights × 3.
  expect(screen.getByText('about 960 B at once')).toBeTruthy()
  expect(screen.getByText('about 187 kB, batch of 64')).toBeTruthy()
})
