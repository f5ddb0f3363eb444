import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { App, SaveOutcome, Session } from '../../app.ts'
import { askBeforeLeaving } from './leaving.ts'

const electron = await vi.hoisted(async () => {
  const { EventEmitter } = await import('node:events')
  return {
    app: Object.assign(new EventEmitter(), { quit: vi.fn() }),
    dialog: {
      showMessageBox: vi.fn<(window: unknown, options: { buttons: string[] }) => Promise<{ response: number }>>(),
    },
  }
})
vi.mock('electron', () => electron)

/** A window, its runs and its session, as far as leaving is concerned. */
function scene({ phase = 'done', unsaved = false }: { phase?: string; unsaved?: boolean }) {
  const listeners = new Set<() => void>()
  let visible = true
  let saving: (outcome: SaveOutcome) => void = () => {}
  const state = { phase, unsaved, discarded: false }
  const window = Object.assign(new EventEmitter(), {
    webContents: { send: vi.fn() },
    show: () => (visible = true),
    hide: () => (visible = false),
    isVisible: () => visible,
  })
  const services = {
    runs: {
      training: () => ['preparing', 'training', 'validating'].includes(state.phase),
      subscribe: (listener: () => void) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    close: vi.fn(async () => {}),
  }
  const session = {
    unsaved: () => state.unsaved,
    onSave: (listener: typeof saving) => {
      saving = listener
      return () => (saving = () => {})
    },
    discardAutosaves: async () => (state.discarded = true),
  }
  askBeforeLeaving({
    window: window as unknown as BrowserWindow,
    services: services as unknown as App,
    session: () => session as unknown as Session,
    locale: 'en',
  })
  return {
    state,
    window,
    services,
    isVisible: () => visible,
    saved: (outcome: SaveOutcome) => saving(outcome),
    /** A run has changed. */
    runChanges(to: string) {
      state.phase = to
      for (const listener of listeners) listener()
    },
    close() {
      const event = { defaultPrevented: false, preventDefault: () => (event.defaultPrevented = true) }
      window.emit('close', event)
      return event
    },
  }
}

const answers = (...responses: number[]) => {
  electron.dialog.showMessageBox.mockReset()
  for (const response of responses) electron.dialog.showMessageBox.mockResolvedValueOnce({ response })
}
const asked = () => electron.dialog.showMessageBox.mock.calls.map(([, { buttons }]) => buttons[0])
const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

beforeEach(() => {
  electron.app.removeAllListeners()
  electron.app.quit.mockClear()
})

describe('leaving', () => {
  test('with nothing to lose asks nothing', async () => {
    answers()
    const it = scene({})
    expect(it.close().defaultPrevented).toBe(true)
    await settled()
    expect(asked()).toEqual([])
    expect(it.services.close).toHaveBeenCalledOnce()
    expect(electron.app.quit).toHaveBeenCalledOnce()
    // What quitting closes in turn is not asked about again.
    expect(it.close().defaultPrevented).toBe(false)
  })

  test('stops the training where a person says so', async () => {
    answers(0)
    const it = scene({ phase: 'training' })
    it.close()
    await settled()
    expect(asked()).toEqual(['Stop training and quit'])
    expect(it.services.close).toHaveBeenCalledOnce()
  })

  test('hides the window where the training is to go on, and leaves when it ends', async () => {
    answers(1)
    const it = scene({ phase: 'training' })
    it.close()
    await settled()
    expect(it.isVisible()).toBe(false)
    it.runChanges('validating')
    await settled()
    expect(electron.app.quit).not.toHaveBeenCalled()
    it.runChanges('done')
    await settled()
    expect(electron.app.quit).toHaveBeenCalledOnce()
  })

  test('stays after the training where the window was opened again', async () => {
    answers(1)
    const it = scene({ phase: 'training' })
    it.close()
    await settled()
    it.window.show()
    it.runChanges('done')
    await settled()
    expect(electron.app.quit).not.toHaveBeenCalled()
  })

  test('shows the window after the training where changes are not saved', async () => {
    answers(1, 2)
    const it = scene({ phase: 'training', unsaved: true })
    it.close()
    await settled()
    it.runChanges('stopped')
    await settled()
    expect(asked()).toEqual(['Stop training and quit', 'Save'])
    expect(it.isVisible()).toBe(true)
    expect(electron.app.quit).not.toHaveBeenCalled()
  })

  test.each([
    { outcome: 'saved', leaves: true },
    { outcome: 'cancelled', leaves: false },
    { outcome: 'failed', leaves: false },
  ] as const)('after a save that is $outcome: leaves $leaves', async ({ outcome, leaves }) => {
    answers(0)
    const it = scene({ unsaved: true })
    electron.app.emit('before-quit', { preventDefault: () => {} })
    await settled()
    expect(it.window.webContents.send).toHaveBeenCalledWith('layerloom:menu', 'save')
    it.saved(outcome)
    await settled()
    expect(it.state.discarded).toBe(leaves)
    expect(electron.app.quit).toHaveBeenCalledTimes(leaves ? 1 : 0)
  })

  test('a save that never ends does not hold the window for ever', async () => {
    answers(0, 1)
    const it = scene({ unsaved: true })
    it.close()
    await settled()
    it.close()
    await settled()
    it.close()
    await settled()
    expect(electron.app.quit).toHaveBeenCalledOnce()
  })
})
