// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newDocument } from '../../templates/open.ts'
import { templates } from '../../templates/registry.ts'
import { newNetwork } from '../actions/new.ts'
import { serveFakeMain } from '../bridge/fake-main.ts'
import { useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'
import { GalleryDialog } from './GalleryDialog.tsx'

serveFakeMain()

const cards = () => [...document.querySelectorAll('.gallery-title')].map((title) => title.textContent!.trim())
const field = () => screen.getByRole('searchbox')
const search = (value: string) => fireEvent.change(field(), { target: { value } })
const opened = () => useEditor.getState().history.document.template?.id

beforeEach(() => {
  const made = newDocument('vgg')
  if (made.ok) useEditor.getState().load({ document: made.value })
  void newNetwork.run()
  render(<GalleryDialog />)
})
afterEach(cleanup)

test('it shows every network and an empty one, with the search ready to be typed into', () => {
  expect(cards()).toHaveLength(Object.keys(templates).length + 1)
  expect(document.activeElement).toBe(field())
  expect(useView.getState().overlay).toBe('gallery')
})

test.each([
  ['resnet', 'ResNet 2015'],
  ['tan le 2019', 'EfficientNet 2019'],
  ['lecun', 'LeNet-5 1998'],
  ['捷径', 'ResNet 2015'],
])('“%s” finds %s, and Enter opens the first', async (query, title) => {
  search(query)
  expect(cards()).toContain(title)
  const [first] = cards()
  fireEvent.keyDown(field(), { key: 'Enter' })
  await vi.waitFor(() => expect(templates[opened()!]!.title.en).toBe(first!.replace(/ \d+$/, '')))
  expect(useView.getState().overlay).toBeUndefined()
})

test('what is not there is said, and Enter opens nothing', () => {
  search('no such network')
  expect(cards()).toEqual([])
  fireEvent.keyDown(field(), { key: 'Enter' })
  expect(opened()).toBe('vgg')
})

test('top-1 is told where the documentation does', () => {
  search('mobilenet')
  expect(screen.getByText('70.6% top-1')).toBeDefined()
  expect(screen.getByText('71.8% top-1')).toBeDefined()
})

test('an empty network has nothing in it', async () => {
  fireEvent.click(screen.getByRole('button', { name: /^Empty network/ }))
  await vi.waitFor(() => expect(useEditor.getState().history.document.nodes).toEqual({}))
})
