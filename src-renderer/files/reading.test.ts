// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { asDocument } from '../../src-core/document/as-document.ts'
import { ok } from '../../src-core/result.ts'
import { serveFakeMain } from '../bridge/fake-main.ts'
import { useEditor } from '../store/editor.ts'
import { useFiles } from '../store/files.ts'
import { useToasts } from '../ui/toast.ts'
import { openPath, openTemplate } from './opening.ts'

const answers: ((title: string) => void)[] = []
const left = vi.fn()
const network = asDocument({ nodes: {}, edges: {} })
serveFakeMain({
  openDocument: (_, signal) =>
    new Promise((done) => {
      signal.addEventListener('abort', left)
      answers.push((title) => done(ok({ document: network, imported: { title, notes: [] } })))
    }),
})

beforeEach(() => {
  vi.useFakeTimers()
  answers.length = 0
  left.mockClear()
  useEditor.getState().load({ document: network })
})
afterEach(() => {
  vi.useRealTimers()
  useToasts.setState({ toasts: [] })
})

const said = () => useToasts.getState().toasts.map(({ message }) => message.en)
const busy = () => useToasts.getState().toasts.find(({ kind }) => kind === 'busy')

/** Until a call has gone to the main side, or an answer has come from there. */
const settle = () => vi.advanceTimersByTimeAsync(50)

test('a reading that takes long says so until it is done', async () => {
  const opening = openPath('/models/vgg.h5')
  await settle()
  expect(busy()).toBeUndefined()
  await vi.advanceTimersByTimeAsync(500)
  expect(said()).toEqual(['Reading “vgg.h5” …'])
  answers[0]!('vgg')
  await settle()
  await opening
  expect(busy()).toBeUndefined()
  expect(useEditor.getState().name).toBe('vgg')
})

test('one that is cancelled changes nothing, and the main side is told', async () => {
  const { name } = useEditor.getState()
  const opening = openPath('/models/vgg.h5')
  await vi.advanceTimersByTimeAsync(600)
  busy()!.cancel!()
  await settle()
  await opening
  expect(left).toHaveBeenCalled()
  expect(said()).toEqual([])
  expect(useEditor.getState()).toMatchObject({ name, history: { document: network } })
})

test('opening something else ends it: the last that was asked for is what is open', async () => {
  const opening = openPath('/models/vgg.h5')
  await settle()
  await openTemplate('lenet')
  await settle()
  await opening
  expect(left).toHaveBeenCalled()
  const { name } = useEditor.getState()
  answers[0]!('vgg')
  await settle()
  expect(useEditor.getState().name).toBe(name)
})

test('what is edited meanwhile is not replaced without being asked for', async () => {
  const opening = openPath('/models/vgg.h5')
  await settle()
  const edited = asDocument({ nodes: { a: { type: 'block' } }, edges: {} })
  useEditor.setState((state) => ({ history: { ...state.history, document: edited } }))
  answers[0]!('vgg')
  await settle()
  const { dialog } = useFiles.getState()
  expect(dialog).toMatchObject({ kind: 'unsaved' })
  if (dialog?.kind === 'unsaved') dialog.answer('cancel')
  await settle()
  await opening
  expect(useEditor.getState().history.document).toBe(edited)
})
