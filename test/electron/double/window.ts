import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron'
import type { BrowserContext, CDPSession, Page, Route } from '@playwright/test'
import { decode, encode } from './codec.ts'
import { control, ipcMain, preventable, strict } from './control.ts'
import { bridgeEnd, preloadWorld } from './worlds.ts'

/** Chromium alone cannot load `app://…`; an https origin of its own, answered by the program's handler, stands for it. */
export const toChromium = (url: string) =>
  url.replace(/^([a-z]+):\/\/([^/?#]+)/, (all, scheme, host) =>
    control.handlers.has(scheme) ? `https://${host}.${scheme}-scheme.test` : all,
  )
export const fromChromium = (url: string) => url.replace(/^https:\/\/([^/]+)\.([a-z]+)-scheme\.test/, '$2://$1')

const unsafe: [keyof WebPreferences, unknown][] = [
  ['nodeIntegration', true],
  ['nodeIntegrationInWorker', true],
  ['nodeIntegrationInSubFrames', true],
  ['contextIsolation', false],
  ['sandbox', false],
  ['webSecurity', false],
  ['allowRunningInsecureContent', true],
  ['webviewTag', true],
]

type OpenHandler = (details: { url: string }) => { action: 'deny' | 'allow' }

class Contents extends EventEmitter {
  readonly mainFrame: { readonly url: string }
  private destroyed = false
  openHandler: OpenHandler = () => ({ action: 'allow' })

  constructor(private readonly window: DoubleWindow) {
    super()
    this.mainFrame = {
      get url() {
        return fromChromium(window.page.url())
      },
    }
  }
  setWindowOpenHandler(handler: OpenHandler) {
    this.openHandler = handler
  }
  send(channel: string, ...values: unknown[]) {
    if (this.destroyed) throw new Error('Object has been destroyed')
    this.window.toPreload(channel, values)
  }
  isDestroyed = () => this.destroyed
  reload = () => void this.window.page.reload()
  destroy() {
    this.destroyed = true
    this.emit('destroyed')
  }
}

/** A window of Electron's: a page of a real Chromium, in which the real preload script runs in a world of its own. */
export class DoubleWindow extends EventEmitter {
  static app: EventEmitter
  readonly webContents: Contents
  page!: Page
  private context!: BrowserContext
  private session!: CDPSession
  private world: number | undefined
  private waiting: [string, unknown[]][] = []
  private loading: string | undefined
  private visible = false
  private closed = false
  private readonly opened: Promise<void>

  constructor(readonly options: BrowserWindowConstructorOptions) {
    super()
    if (!control.ready) throw new Error('A BrowserWindow cannot be made before the app is ready')
    const preferences = options.webPreferences ?? {}
    for (const [key, value] of unsafe)
      if (preferences[key] === value) throw new Error(`Unsafe webPreferences: ${key} is ${String(value)}`)
    control.log.push(['BrowserWindow', options])
    control.windows.push(this)
    this.webContents = strict('webContents', new Contents(this))
    DoubleWindow.app.emit('web-contents-created', preventable(), this.webContents)
    this.opened = this.open(preferences)
  }

  async loadURL(url: string) {
    await this.opened
    this.loading = url
    await this.page.goto(toChromium(url))
    this.loading = undefined
    this.emit('ready-to-show')
  }

  close() {
    const event = preventable()
    this.emit('close', event)
    if (!event.defaultPrevented) void this.page.close()
  }

  show = () => void (this.visible = true)
  hide = () => void (this.visible = false)
  focus = () => {}
  restore = () => {}
  maximize = () => {}
  isVisible = () => this.visible
  isMinimized = () => false
  isMaximized = () => false
  isDestroyed = () => this.closed
  getNormalBounds = () => ({ x: 40, y: 30, width: this.options.width ?? 800, height: this.options.height ?? 600 })

  toPreload(channel: string, values: unknown[]) {
    if (this.world === undefined) return void this.waiting.push([channel, values])
    const expression = `doubleFromMain(${JSON.stringify(channel)}, ${JSON.stringify(encode(values))})`
    this.session
      .send('Runtime.evaluate', { expression, contextId: this.world })
      .then(({ exceptionDetails }) => exceptionDetails && control.errors.push(exceptionDetails))
      .catch((error) => this.closed || control.errors.push(error))
  }

  private async open({ preload }: WebPreferences) {
    const { width = 800, height = 600 } = this.options
    this.context = await control.browser!.newContext({ viewport: { width, height } })
    this.page = await this.context.newPage()
    this.page.on('pageerror', (error) => control.errors.push(error))
    this.page.on('close', () => this.onClosed())
    await this.context.route('**/*', (route) => this.answer(route))
    this.context.on('page', (popup) => void popup.close())
    this.session = await this.context.newCDPSession(this.page)
    if (preload) await this.runPreload(readFileSync(preload, 'utf8'))
  }

  private async runPreload(source: string) {
    if (/^\s*(import|export)\s/m.test(source)) throw new Error('A sandboxed preload script must be CommonJS')
    await this.session.send('Page.enable')
    await this.session.send('Runtime.enable')
    this.session.on('Runtime.executionContextsCleared', () => (this.world = undefined))
    this.session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name !== 'preload') return
      this.world = context.id
      for (const [channel, values] of this.waiting.splice(0)) this.toPreload(channel, values)
    })
    this.session.on('Runtime.bindingCalled', ({ payload }) => {
      const { channel, values } = JSON.parse(payload)
      const sender = { sender: this.webContents, senderFrame: this.webContents.mainFrame }
      ipcMain.emit(channel, preventable(sender), ...(decode(values) as unknown[]))
    })
    await this.session.send('Runtime.addBinding', { name: 'doubleToMain', executionContextName: 'preload' })
    const run = (source: string, worldName?: string) =>
      this.session.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName })
    await run(`(${bridgeEnd})('double-page', 'double-preload')`)
    await run(
      `${encode}\n${decode}\nconst bridge = (${bridgeEnd})('double-preload', 'double-page');
      (${preloadWorld})(bridge, { encode, decode }, function (require, module) { const { exports } = module;\n${source}\n})`,
      'preload',
    )
  }

  /** Every request of the page: a new window, a navigation, or a file that the program's own handler answers. */
  private async answer(route: Route) {
    const request = route.request()
    const url = fromChromium(request.url())
    if (this.isPopup(route)) {
      const { action } = this.webContents.openHandler({ url })
      control.log.push(['window.open', url, action])
      return route.abort('aborted')
    }
    const navigates = request.isNavigationRequest() && request.frame() === this.page.mainFrame()
    if (navigates && url !== this.loading && url !== this.webContents.mainFrame.url) {
      const event = preventable({ url })
      this.webContents.emit('will-navigate', event)
      control.log.push(['will-navigate', url, event.defaultPrevented ? 'prevented' : 'allowed'])
      if (event.defaultPrevented) return route.abort('aborted')
    }
    const handler = control.handlers.get(url.split(':')[0]!)
    if (!handler) return route.abort('blockedbyclient')
    const response = await handler(new Request(url, { method: request.method() }))
    const body = Buffer.from(await response.arrayBuffer())
    await route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body })
  }

  private isPopup(route: Route) {
    try {
      return route.request().frame().page() !== this.page
    } catch {
      // A window that is only just being opened has no frame yet.
      return true
    }
  }

  private onClosed() {
    if (this.closed) return
    this.closed = true
    this.webContents.destroy()
    this.emit('closed')
    if (control.windows.every((window) => window.isDestroyed())) DoubleWindow.app.emit('window-all-closed')
  }
}
