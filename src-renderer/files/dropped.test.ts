// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest'
import { asDocument } from '../../src-core/document/as-document.ts'
import { serveFakeMain } from '../bridge/fake-main.ts'
import { useEditor } from '../store/editor.ts'
import { useToasts } from '../ui/toast.ts'
import { openDropped } from './dropped.ts'
import { stopReading } from './reading.ts'

const document = asDocument({ nodes: {}, edges: {} })
const opened = vi.fn()
const uploaded = vi.fn()
const forgotten = vi.fn()
serveFakeMain({
  openDocument({ path }) {
    opened(path)
    return { ok: true, value: { path, document } }
  },
  upload({ name, bytes }) {
    uploaded(name, bytes.length)
    return { ok: true, value: {} }
  },
  forgetUpload(asked) {
    forgotten(asked)
    return {}
  },
  openUpload({ name }) {
    opened(name)
    return { ok: true, value: { document } }
  },
})
/** Electron says where a file lies; a browser does not. */
const lies = vi.spyOn(window.layerloom!, 'pathOf')
const file = (name: string, size = 3) => new File([new Uint8Array(size)], name)

beforeEach(() => {
  vi.clearAllMocks()
  useEditor.getState().load({ document })
})

test('a file with a path is opened by it', async () => {
  lies.mockReturnValue('/nets/a.loom')
  await openDropped([file('notes.txt'), file('a.loom')])
  expect(opened.mock.calls).toEqual([['/nets/a.loom']])
  expect(useEditor.getState().path).toBe('/nets/a.loom')
})

test('a file without one is handed over in pieces, a tfjs model with all of its files', async () => {
  lies.mockReturnValue('')
  await openDropped([file('model.json'), file('shard.bin', 5 * 2 ** 20)])
  expect(uploaded.mock.calls).toEqual([
    ['model.json', 3],
    ['shard.bin', 4 * 2 ** 20],
    ['shard.bin', 2 ** 20],
  ])
  expect(opened.mock.calls).toEqual([['model.json']])
})

test('a document that was handed over has no file of its own: it is unsaved', async () => {
  lies.mockReturnValue('')
  await openDropped([file('net.loom'), file('other.bin')])
  expect(uploaded.mock.calls).toEqual([['net.loom', 3]])
  expect(useEditor.getState()).toMatchObject({ name: 'net', path: undefined, savedDocument: undefined })
})

test('an upload that is cancelled is forgotten with what has arrived of it', async () => {
  lies.mockReturnValue('')
  uploaded.mockImplementationOnce(stopReading)
  await openDropped([file('net.loom', 9 * 2 ** 20)])
  await vi.waitFor(() => expect(forgotten).toHaveBeenCalledOnce())
  expect(uploaded).toHaveBeenCalledOnce()
  expect(opened).not.toHaveBeenCalled()
})

test('what cannot be opened is said', async () => {
  await openDropped([file('photo.jpg')])
  expect(opened).not.toHaveBeenCalled()
  expect(useToasts.getState().toasts.at(-1)).toMatchObject({ kind: 'error' })
})
