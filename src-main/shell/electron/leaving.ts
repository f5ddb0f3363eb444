import { app } from 'electron'
import type { BrowserWindow } from 'electron'
import type { Locale } from '../../../src-core/text.ts'
import type { App, Session } from '../../app.ts'
import { decideLeaving } from '../closing.ts'
import { channels } from './channels.ts'
import { ask } from './dialogs.ts'

export interface LeavingOptions {
  window: BrowserWindow
  services: App
  session: () => Session | undefined
  locale: Locale
}

/**
 * Closing the window and quitting are one thing, and ask the same questions first. Where a person chose to let a training
 * go on, the window is hidden until it ends, then the program leaves; being opened again shows it.
 */
export function askBeforeLeaving({ window, services, session, locale }: LeavingOptions) {
  let asking = false
  let decided = false
  let giveUpSaving = () => {}

  const training = () => services.runs.training()

  /** The window saves by its own action, as if a person had pressed the key; a second attempt to leave gives it up. */
  const save = () =>
    new Promise<boolean>((resolve) => {
      const off = session()?.onSave((outcome) => finish(outcome === 'saved'))
      const finish = (saved: boolean) => {
        off?.()
        resolve(saved)
      }
      giveUpSaving = () => finish(false)
      window.webContents.send(channels.menu, 'save')
    })

  async function leave() {
    giveUpSaving()
    if (asking) return window.show()
    asking = true
    const decision = await decideLeaving({
      training,
      unsaved: () => session()?.unsaved() ?? false,
      ask: (question) => ask(window, question, locale),
      save,
    }).finally(() => (asking = false))
    if (decision === 'leave') {
      // All is saved, or was let go.
      await session()?.discardAutosaves()
      await end()
    }
    if (decision === 'hide') {
      window.hide()
      leaveWhenTrained()
    }
  }

  function leaveWhenTrained() {
    const off = services.runs.subscribe(() => {
      if (window.isVisible()) return off()
      if (training()) return
      off()
      // Changes that are not saved are asked about, in sight.
      if (session()?.unsaved()) window.show()
      void leave()
    })
  }

  async function end() {
    decided = true
    window.hide()
    await services.close()
    app.quit()
  }

  window.on('close', (event) => {
    if (decided) return
    event.preventDefault()
    void leave()
  })
  app.on('before-quit', (event) => {
    if (decided) return
    event.preventDefault()
    void leave()
  })
  return { end }
}
