// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import { newDocument } from '../../templates/open.ts'
import { isUnsaved, useEditor } from '../store/editor.ts'
import { autosaveId } from './autosave.ts'
import { knownStamp, noteStamp } from './on-disk.ts'
import { leaveForReload, takeUpAfterReload } from './reload.ts'

const made = newDocument('alexnet')
if (!made.ok) throw new Error(made.failure.message.en)
const stamp = { hash: 'a'.repeat(64), modifiedAt: 1, bytes: 2 }

/** A tab with AlexNet from a file is loaded anew, or its memory is copied into another one. */
function loadAnew(type: 'reload' | 'navigate', edited: boolean) {
  useEditor.getState().load({ document: made.ok ? made.value : never(), path: '/nets/mine.loom' })
  noteStamp('/nets/mine.loom', stamp)
  if (edited) useEditor.getState().execute('setPlan', { plan: { epochs: 77 } })
  const stop = leaveForReload()
  window.dispatchEvent(new Event('pagehide'))
  stop()
  useEditor.setState(useEditor.getInitialState(), true)
  noteStamp(undefined, undefined)
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{ type } as PerformanceNavigationTiming])
  takeUpAfterReload()
}
const never = (): never => {
  throw new Error('AlexNet is there.')
}

afterEach(() => vi.restoreAllMocks())

test('a tab that is loaded anew has what it had open, and knows whether it was saved', () => {
  const before = autosaveId()
  loadAnew('reload', true)
  const edited = useEditor.getState()
  expect(edited).toMatchObject({ name: 'mine', path: '/nets/mine.loom' })
  expect(edited.history.document).toEqual({
    ...(made.ok && made.value),
    training: { ...edited.history.document.training },
  })
  expect(edited.history.document.training.epochs).toBe(77)
  expect(isUnsaved(edited)).toBe(true)
  expect(knownStamp('/nets/mine.loom')).toEqual(stamp)
  expect(autosaveId()).toBe(before)

  loadAnew('reload', false)
  expect(useEditor.getState().path).toBe('/nets/mine.loom')
  expect(isUnsaved(useEditor.getState())).toBe(false)
})

test('a copy of a tab begins as every other', () => {
  loadAnew('navigate', true)
  expect(useEditor.getState().path).toBeUndefined()
  expect(isUnsaved(useEditor.getState())).toBe(false)
})
