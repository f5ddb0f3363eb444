/**
 * A double of `electron` for plain Node: the real built main process and preload script run against it, their windows are
 * pages of a real Chromium. It holds the program to Electron's order of calls and refuses unsafe settings. What only the
 * real program can show (native menus, packaging, the GPU process) is not its business.
 */
import { fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import type { MenuItemConstructorOptions } from 'electron'
import { chromium } from '@playwright/test'
import { control, preventable, strict } from './control.ts'
import { DoubleWindow } from './window.ts'

const onlyBeforeReady = (call: string) => {
  if (control.ready) throw new Error(`${call} must be called before the app is ready`)
  control.log.push([call])
}
const onlyAfterReady = (call: string) => {
  if (!control.ready) throw new Error(`${call} can only be used after the app is ready`)
}

class DoubleApp extends EventEmitter {
  isPackaged = true
  private quitting = false

  enableSandbox = () => onlyBeforeReady('enableSandbox')
  setPath = (name: string, path: string) => void control.log.push(['setPath', name, path])
  getLocale = () => 'en-US'
  getPreferredSystemLanguages = () => [process.env.DOUBLE_LANGUAGE ?? 'en-US']
  requestSingleInstanceLock() {
    control.log.push(['requestSingleInstanceLock'])
    return process.env.DOUBLE_SECOND_INSTANCE === undefined
  }
  async whenReady() {
    control.browser ??= await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    })
    control.ready = true
    control.log.push(['ready'])
  }
  /** Asks, closes every window that lets itself be closed, and goes once all are gone. */
  quit() {
    if (this.quitting) return
    const event = preventable()
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    const open = control.windows.filter((window) => !window.isDestroyed())
    if (open.length === 0) return this.leave()
    this.once('window-all-closed', this.leave)
    for (const window of open) window.close()
  }
  private leave = () => {
    this.quitting = true
    this.emit('will-quit', preventable())
    control.log.push(['quit'])
    void (control.browser?.close() ?? Promise.resolve()).then(() => this.emit('quit', preventable(), 0))
  }
}

const doubleApp = new DoubleApp()
DoubleWindow.app = doubleApp
export const app = strict('app', doubleApp)
export const BrowserWindow = DoubleWindow
export { ipcMain } from './control.ts'

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged: () => onlyBeforeReady('registerSchemesAsPrivileged'),
  handle(scheme: string, handler: (request: Request) => Promise<Response>) {
    onlyAfterReady('protocol.handle')
    control.log.push(['protocol.handle', scheme])
    control.handlers.set(scheme, handler)
  },
})

type Decide = (allowed: boolean) => void
/** The handlers that the program set; absent means that Electron's default, to allow, would hold. */
export const permissions: {
  request?: (contents: unknown, permission: string, decide: Decide) => void
  check?: (contents: unknown, permission: string) => boolean
  device?: (details: unknown) => boolean
} = {}
const defaultSession = strict('session', {
  setPermissionRequestHandler: (handler: typeof permissions.request) => void (permissions.request = handler),
  setPermissionCheckHandler: (handler: typeof permissions.check) => void (permissions.check = handler),
  setDevicePermissionHandler: (handler: typeof permissions.device) => void (permissions.device = handler),
})
export const session = {
  get defaultSession() {
    onlyAfterReady('session.defaultSession')
    return defaultSession
  },
}

export const menus: { application?: MenuItemConstructorOptions[] } = {}
export const Menu = {
  buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
  setApplicationMenu: (menu: MenuItemConstructorOptions[]) => void (menus.application = menu),
}

const answerTo = (name: string) => async (_window: unknown, options: unknown) => {
  control.log.push([name, options])
  const index = control.answers.findIndex(({ dialog }) => dialog === name)
  if (index < 0) throw new Error(`No answer waits for dialog.${name}: ${JSON.stringify(options)}`)
  return control.answers.splice(index, 1)[0]!.answer
}
export const dialog = strict('dialog', {
  showOpenDialog: answerTo('showOpenDialog'),
  showSaveDialog: answerTo('showSaveDialog'),
  showMessageBox: answerTo('showMessageBox'),
})

export const shell = strict('shell', {
  openExternal: async (url: string) => void control.log.push(['openExternal', url]),
})
export const screen = strict('screen', {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
})

export const utilityProcess = strict('utilityProcess', {
  fork(module: string, args: string[], { env }: { env: NodeJS.ProcessEnv }) {
    onlyAfterReady('utilityProcess.fork')
    control.log.push(['utilityProcess.fork', module])
    const parentPort = new URL('../parent-port.mjs', import.meta.url).href
    const child = fork(module, args, { serialization: 'advanced', env, execArgv: ['--import', parentPort] })
    const utility = Object.assign(new EventEmitter(), {
      pid: child.pid,
      postMessage: (message: object) => void child.send(message),
      kill: () => child.kill(),
    })
    child.on('message', (message) => utility.emit('message', message))
    // Where a signal ended the process, POSIX's wait status is the signal's number.
    child.on('exit', (code, signal) => utility.emit('exit', code ?? (signal === 'SIGKILL' ? 9 : 15)))
    return utility
  },
})
