// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { asDocument } from '../../src-core/document/as-document.ts'
import { fail } from '../../src-core/result.ts'
import { serveFakeMain } from '../bridge/fake-main.ts'
import { isUnsaved, useEditor } from '../store/editor.ts'
import { useFiles } from '../store/files.ts'
import { FileDialogs } from './FileDialogs.tsx'
import { openPath } from './opening.ts'
import { recover } from './recovery.ts'
import { save } from './saving.ts'

const network = (epochs: number) => asDocument({ nodes: {}, edges: {} }, { epochs })

/** The one file on the main side's disk; its content stands for its hash. */
const disk = { epochs: 5, isThere: true }
const stampOf = (epochs: number) => ({ modifiedAt: epochs, bytes: 1, hash: String(epochs) })
const stampNow = () => stampOf(disk.epochs)

serveFakeMain({
  openDocument: ({ path }) => ({ ok: true, value: { path, document: network(disk.epochs), stamp: stampNow() } }),
  stampOfFile: () => ({ stamp: disk.isThere ? stampNow() : null }),
  recover: () => ({ ok: true, value: { path: '/nets/a.loom', document: network(6), stamp: stampOf(5) } }),
  saveDocument({ path, document, known }) {
    if (known && !disk.isThere) return fail('gone-from-disk', { en: 'Gone.', zh: '不存在。' })
    if (known && known.hash !== stampNow().hash) return fail('changed-on-disk', { en: 'Changed.', zh: '已更改。' })
    Object.assign(disk, { epochs: document.training.epochs, isThere: true })
    return { ok: true, value: { path, savedAt: 1, stamp: stampNow() } }
  },
})

const epochs = () => useEditor.getState().history.document.training.epochs
const edit = (epochs: number) => useEditor.getState().execute('setPlan', { plan: { epochs } })
const button = (name: string) => screen.findByRole('button', { name })
const notice = () => screen.queryByText('a.loom was changed by another program')
const comeBack = () => fireEvent.focus(window)

beforeEach(async () => {
  Object.assign(disk, { epochs: 5, isThere: true })
  useFiles.setState({ dialog: undefined })
  useEditor.getState().load({ document: network(1) })
  await openPath('/nets/a.loom')
  render(<FileDialogs />)
})
afterEach(cleanup)

async function changeOutside() {
  disk.epochs = 50
  comeBack()
  await vi.waitFor(() => expect(notice()).not.toBeNull())
}

describe('when the open file was changed by another program', () => {
  test('reload shows what it holds now', async () => {
    await changeOutside()
    fireEvent.click(await button('Reload'))
    await vi.waitFor(() => expect(epochs()).toBe(50))
    expect(notice()).toBeNull()
    expect(isUnsaved(useEditor.getState())).toBe(false)
  })

  test('keep mine leaves the file as it is until it is saved, and does not ask again', async () => {
    await changeOutside()
    fireEvent.click(await button('Keep mine'))
    expect(notice()).toBeNull()
    expect(isUnsaved(useEditor.getState())).toBe(true)
    expect(disk.epochs).toBe(50)
    expect(await save()).toBe('saved')
    expect(disk.epochs).toBe(5)
  })

  test('reload asks first where it would lose edits', async () => {
    edit(6)
    await changeOutside()
    fireEvent.click(await button('Reload'))
    fireEvent.click(await button('Cancel'))
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(epochs()).toBe(6)
    expect(notice()).not.toBeNull()
  })

  test.each([
    { answer: 'Cancel', outcome: 'kept', onDisk: 50 },
    { answer: 'Replace', outcome: 'saved', onDisk: 6 },
  ])('saving unseen asks first: $answer', async ({ answer, outcome, onDisk }) => {
    edit(6)
    disk.epochs = 50
    const saving = save()
    fireEvent.click(await button(answer))
    expect(await saving).toBe(outcome)
    expect(disk.epochs).toBe(onDisk)
    expect(epochs()).toBe(6)
  })
})

describe('when the open file is gone', () => {
  beforeEach(() => void (disk.isThere = false))

  test('it says so and counts as unsaved, and is written again when asked to', async () => {
    comeBack()
    await screen.findByText('a.loom is no longer there')
    expect(isUnsaved(useEditor.getState())).toBe(true)
    fireEvent.click(await button('Save again'))
    await vi.waitFor(() => expect(disk.isThere).toBe(true))
    expect(isUnsaved(useEditor.getState())).toBe(false)
  })

  test.each([
    { answer: 'Cancel', outcome: 'kept', isThere: false },
    { answer: 'Save again', outcome: 'saved', isThere: true },
  ])('saving unseen asks first: $answer', async ({ answer, outcome, isThere }) => {
    edit(6)
    const saving = save()
    fireEvent.click(await button(answer))
    expect(await saving).toBe(outcome)
    expect(disk.isThere).toBe(isThere)
  })
})

test('a recovered document is not saved unasked over what another program wrote since', async () => {
  disk.epochs = 50
  await recover({ id: 'a', name: 'a', path: '/nets/a.loom', savedAt: 1 })
  expect(epochs()).toBe(6)
  await vi.waitFor(() => expect(notice()).not.toBeNull())
  const saving = save()
  fireEvent.click(await button('Cancel'))
  expect(await saving).toBe('kept')
  expect(disk.epochs).toBe(50)
})

test('a save of one’s own is no change', async () => {
  edit(7)
  expect(await save()).toBe('saved')
  comeBack()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(notice()).toBeNull()
})
