// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { asDocument } from '../../src-core/document/as-document.ts'
import { serveFakeMain } from '../bridge/fake-main.ts'
import { isUnsaved, useEditor } from '../store/editor.ts'
import { useFiles } from '../store/files.ts'
import { useRuns } from '../store/runs.ts'
import { useToasts } from '../ui/toast.ts'
import { FileDialogs } from './FileDialogs.tsx'
import { open, openPath } from './opening.ts'
import { mayReplace, save } from './saving.ts'

const network = (epochs: number) => asDocument({ nodes: {}, edges: {} }, { epochs })

/** What the main side was asked, and what its disk holds. */
const main = {
  saved: vi.fn(),
  autosaved: vi.fn(),
  discarded: vi.fn(),
  unsaved: vi.fn(),
  /** Until this is done, no folder is listed. */
  disk: Promise.resolve(),
  recoverable: [{ id: 'lost-1', name: 'Half a ResNet', path: '/nets/half.loom', savedAt: 1_700_000_000_000 }],
}

serveFakeMain({
  saveDocument({ path, document }) {
    main.saved(path, document.training.epochs)
    return { ok: true, value: { path, savedAt: 1 } }
  },
  autosave({ id, document }) {
    main.autosaved(id, document.training.epochs)
    return { ok: true, value: {} }
  },
  discardAutosave({ id }) {
    main.discarded(id)
    return {}
  },
  setUnsaved({ unsaved }) {
    main.unsaved(unsaved)
    return {}
  },
  recoverable: () => main.recoverable,
  recover: () => ({ ok: true, value: { path: '/nets/half.loom', document: network(77) } }),
  listFolder: async ({ path }) => {
    await main.disk
    return {
      ok: false,
      failure: { code: 'not-a-folder', message: { en: `${path} is no folder.`, zh: `${path}不是文件夹。` } },
    }
  },
  openDocument: ({ path }) =>
    path.endsWith('.keras')
      ? { ok: true, value: { document: network(3), imported: { title: 'digits', run: 'digits-1', notes: [note] } } }
      : { ok: true, value: { path, document: network(9), migratedFrom: 1 } },
})

const note = { en: 'The optimizer is not taken over.', zh: '未沿用优化器。' }
const epochs = () => useEditor.getState().history.document.training.epochs
const edit = (epochs: number) => useEditor.getState().execute('setPlan', { plan: { epochs } })
const button = (name: string) => screen.findByRole('button', { name })

beforeEach(() => {
  vi.clearAllMocks()
  useFiles.setState({ dialog: undefined })
  useEditor.getState().load({ path: '/nets/a.loom', document: network(5) })
})
afterEach(cleanup)

describe('before unsaved work is replaced', () => {
  beforeEach(() => {
    main.recoverable = []
  })

  test('nothing is asked where nothing would be lost', async () => {
    render(<FileDialogs />)
    expect(await mayReplace()).toBe(true)
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('cancel keeps everything as it is', async () => {
    render(<FileDialogs />)
    edit(6)
    const opening = openPath('/nets/b.loom')
    fireEvent.click(await button('Cancel'))
    await opening
    expect(epochs()).toBe(6)
    expect(main.saved).not.toHaveBeenCalled()
  })

  test('don’t save lets it go', async () => {
    render(<FileDialogs />)
    edit(6)
    const opening = openPath('/nets/b.loom')
    fireEvent.click(await button('Don’t save'))
    await opening
    expect(epochs()).toBe(9)
    expect(useEditor.getState().path).toBe('/nets/b.loom')
    expect(main.saved).not.toHaveBeenCalled()
  })

  test('another program’s model is a new document, beside the run that its weights are', async () => {
    render(<FileDialogs />)
    await openPath('/models/digits.keras')
    const { path, name, history, savedDocument } = useEditor.getState()
    expect({ path, name, epochs: epochs(), saved: savedDocument === history.document }).toEqual({
      path: undefined,
      name: 'digits',
      epochs: 3,
      saved: false,
    })
    expect(useRuns.getState().selected).toBe('digits-1')
    expect(useToasts.getState().toasts.at(-1)).toMatchObject({ kind: 'success', detail: note, stays: true })
  })

  test('save writes it first, to its own file', async () => {
    render(<FileDialogs />)
    edit(6)
    const opening = openPath('/nets/b.loom')
    fireEvent.click(await button('Save'))
    await opening
    expect(main.saved).toHaveBeenCalledWith('/nets/a.loom', 6)
    expect(epochs()).toBe(9)
  })

  test('the shell is told of unsaved work, and told again once it is saved', async () => {
    render(<FileDialogs />)
    edit(6)
    await vi.waitFor(() => expect(main.unsaved).toHaveBeenLastCalledWith(true))
    expect(await save()).toBe('saved')
    expect(isUnsaved(useEditor.getState())).toBe(false)
    await vi.waitFor(() => expect(main.unsaved).toHaveBeenLastCalledWith(false))
  })

  test('an edit is put aside soon after it', async () => {
    render(<FileDialogs />)
    edit(6)
    await vi.waitFor(() => expect(main.autosaved).toHaveBeenCalled(), 4_000)
    expect(main.autosaved.mock.lastCall![1]).toBe(6)
  })
})

test('a path that is typed before the disk has answered is opened once it has', async () => {
  let answer = () => {}
  main.disk = new Promise((done) => (answer = done))
  render(<FileDialogs />)
  void open()
  const typed = await screen.findByRole('textbox', { name: 'File or path' })
  fireEvent.change(typed, { target: { value: '/nets/b.loom' } })
  fireEvent.submit(typed)
  answer()
  await vi.waitFor(() => expect(useEditor.getState().path).toBe('/nets/b.loom'))
})

describe('after a crash', () => {
  let crashes = 1
  let lost: string
  beforeEach(() => {
    // A window keeps the name of what it recovered as its own, which is not offered to it again.
    lost = `lost-${(crashes += 1)}`
    main.recoverable = [{ id: lost, name: 'Half a ResNet', path: '/nets/half.loom', savedAt: 1_700_000_000_000 }]
  })

  test('recovered work is there again, unsaved, with the file that it belongs to', async () => {
    render(<FileDialogs />)
    await screen.findByText('Half a ResNet')
    fireEvent.click(await button('Recover'))
    await vi.waitFor(() => expect(epochs()).toBe(77))
    expect(useEditor.getState().path).toBe('/nets/half.loom')
    expect(isUnsaved(useEditor.getState())).toBe(true)
    expect(main.discarded).not.toHaveBeenCalledWith(lost)
  })

  test('discarded work is forgotten, and the question goes', async () => {
    render(<FileDialogs />)
    fireEvent.click(await button('Discard'))
    await vi.waitFor(() => expect(main.discarded).toHaveBeenCalledWith(lost))
    await vi.waitFor(() => expect(screen.queryByText('Half a ResNet')).toBeNull())
    expect(epochs()).toBe(5)
  })

  test('deciding later throws nothing away', async () => {
    render(<FileDialogs />)
    fireEvent.click(await button('Decide later'))
    await vi.waitFor(() => expect(screen.queryByText('Half a ResNet')).toBeNull())
    expect(main.discarded).not.toHaveBeenCalled()
  })
})
