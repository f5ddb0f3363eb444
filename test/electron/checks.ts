import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserWindowConstructorOptions } from 'electron'
import type { LayerloomContract } from '../../src-core/contract/contract.ts'
import type { Client } from '../../src-core/contract/define.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { Plan } from '../../src-core/training/plan.ts'
import { control, ipcMain, logged } from './double/control.ts'
import type * as double from './double/electron.ts'
import { collect, connectThroughPage, findItem, page, until, window } from './window-end.ts'

/** What the checks share: the double as the program sees it, and where the program keeps its files. */
export interface Journey {
  electron: typeof double
  data: string
  main?: Client<LayerloomContract>
  menu?: string[]
}

const document: LoomDocument = {
  format: 'layerloom',
  version: 2,
  nodes: { input: { type: 'layer', kind: 'input', params: {} } },
  edges: {},
  layout: {},
  training: Plan.parse({ epochs: 1 }),
}

const status = (path: string) => page().evaluate((asked) => fetch(asked).then((response) => response.status), path)
const questions = () => logged('showMessageBox').length
const answer = (dialog: string, given: unknown) => control.answers.push({ dialog, answer: given })

/** Run in this order, in one process, on the real built program. */
export const checks: Record<string, (journey: Journey) => Promise<void>> = {
  async 'asks Electron in the order that it allows'() {
    const before = ['registerSchemesAsPrivileged', 'enableSandbox', 'setPath', 'requestSingleInstanceLock']
    const order = control.log.map(([call]) => call)
    assert.deepEqual(order.slice(0, 7), [...before, 'ready', 'protocol.handle', 'BrowserWindow'])
  },

  async 'the window is sandboxed and isolated'() {
    const { webPreferences } = logged('BrowserWindow')[0]![1] as BrowserWindowConstructorOptions
    const { sandbox, contextIsolation, nodeIntegration, webSecurity } = webPreferences!
    assert.deepEqual(
      { sandbox, contextIsolation, nodeIntegration, webSecurity },
      {
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
      },
    )
  },

  async 'the page comes by our own protocol and shows without an error'() {
    await until('the window is shown', () => window().isVisible())
    assert.equal(window().webContents.mainFrame.url, 'app://layerloom/')
    assert.notEqual(await page().title(), '')
    assert.deepEqual(control.errors, [])
  },

  async 'the page holds to the content security policy'() {
    const policy = await page().evaluate(() =>
      fetch('/').then((response) => response.headers.get('content-security-policy')),
    )
    assert.match(policy!, /default-src 'none'; script-src 'self';/)
    const ran = await page().evaluate(() => {
      const script = globalThis.document.createElement('script')
      script.textContent = 'globalThis.inline = true'
      globalThis.document.head.append(script)
      return 'inline' in globalThis
    })
    assert.equal(ran, false)
  },

  async 'nothing outside the built window is served'() {
    assert.equal(await status('/'), 200)
    for (const path of ['/%2e%2e/main/index.js', '/..%2fmain/index.js', '/..%5cmain%5cindex.js', '/none.js'])
      assert.equal(await status(path), 404, path)
    const handler = control.handlers.get('app')!
    assert.equal((await handler(new Request('app://elsewhere/index.html'))).status, 404)
    assert.equal((await handler(new Request('app://layerloom/', { method: 'POST' }))).status, 404)
  },

  async 'the page has nothing of Node or Electron but its port'() {
    const seen = await page().evaluate(() => {
      const { layerloom } = globalThis as unknown as { layerloom: { port: object } }
      const names = ['require', 'process', 'Buffer', 'ipcRenderer', 'doubleToMain', 'doubleFromMain']
      return [...names.filter((name) => name in globalThis), ...Object.keys(layerloom), ...Object.keys(layerloom.port)]
    })
    assert.deepEqual(seen, ['port', 'onMenu', 'showKeys', 'pathOf', 'onOpenFile', 'send', 'onMessage', 'onClose'])
  },

  async 'the contract goes through preload and port'(journey) {
    journey.main = await connectThroughPage()
    const info = await journey.main.info({})
    assert.equal(info.shell, 'electron')
    assert.equal(info.directories.data, journey.data)
    const path = join(journey.data, 'net.loom')
    assert.equal((await journey.main.saveDocument({ path, document })).ok, true)
    const opened = await journey.main.openDocument({ path })
    assert.deepEqual(opened.ok && opened.value.document, document)
    for await (const runs of journey.main.runs({})) {
      assert.deepEqual(runs, [])
      break
    }
  },

  async 'other senders are not listened to'({ main }) {
    const { webContents } = window()
    // Once this is answered, nothing of the checks before is still under way.
    await main!.info({})
    let call: unknown
    ipcMain.once('layerloom:message', (_event, message) => (call = message))
    await main!.info({})
    await main!.autosave({ id: 'kept', name: 'kept', document })
    let answers = 0
    const send = webContents.send.bind(webContents)
    webContents.send = (channel, ...values) => {
      answers += 1
      send(channel, ...values)
    }
    const ours = { sender: webContents, senderFrame: webContents.mainFrame }
    const strange = [
      { ...ours, senderFrame: { url: 'app://layerloom/' } },
      { ...ours, senderFrame: null },
      { ...ours, sender: {} },
    ]
    for (const event of strange) {
      ipcMain.emit('layerloom:open', event)
      ipcMain.emit('layerloom:message', event, call)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
    assert.equal(answers, 0)
    // The same call from the window itself is answered.
    ipcMain.emit('layerloom:message', ours, call)
    await until('it is answered', () => answers === 1)
    // A port opened anew would have given up what the window owns.
    assert.deepEqual(await main!.recoverable({}), [])
    await main!.discardAutosave({ id: 'kept' })
  },

  async 'files are chosen in the system’s dialogs'({ main }) {
    answer('showOpenDialog', { canceled: false, filePaths: ['/nets/lenet.loom'] })
    const open = { mode: 'open' as const, title: 'Open', extensions: ['loom'] }
    assert.deepEqual(await main!.chooseFile(open), { native: true, path: '/nets/lenet.loom' })
    answer('showSaveDialog', { canceled: true, filePath: '' })
    const save = { mode: 'save' as const, title: 'Save', suggestedName: 'lenet.loom', extensions: ['loom'] }
    assert.deepEqual(await main!.chooseFile(save), { native: true, path: null })
    const options = logged('showSaveDialog')[0]![1] as { defaultPath: string; filters: object[] }
    assert.match(options.defaultPath, /lenet\.loom$/)
    assert.deepEqual(options.filters, [{ name: 'Layerloom', extensions: ['loom'] }])
  },

  async 'the window goes nowhere else'() {
    await page().evaluate(() => void (location.href = 'https://example.com/'))
    await until('the navigation is prevented', () => logged('will-navigate').length > 0)
    assert.deepEqual(logged('will-navigate')[0]!.slice(1), ['https://example.com/', 'prevented'])
    assert.equal(window().webContents.mainFrame.url, 'app://layerloom/')
  },

  async 'no window opens; a link to the web goes to the person’s browser, nothing else does'() {
    await page().evaluate(() => {
      open('https://example.com/paper')
      open('file:///etc/passwd')
      open('/index.html')
    })
    await until(
      'the windows are refused',
      () => logged('window.open').length >= 1 && page().context().pages().length === 1,
    )
    assert.ok(logged('window.open').every(([, , action]) => action === 'deny'))
    const { webContents } = window()
    for (const url of ['file:///etc/passwd', 'smb://host/share', 'app://layerloom/'])
      assert.deepEqual(webContents.openHandler({ url }), { action: 'deny' })
    assert.deepEqual(new Set(logged('openExternal').map(([, url]) => url)), new Set(['https://example.com/paper']))
    const attach = { prevented: false, preventDefault: () => (attach.prevented = true) }
    webContents.emit('will-attach-webview', attach)
    assert.equal(attach.prevented, true)
  },

  async 'permissions are denied'({ electron: { permissions } }) {
    let decided: boolean | undefined
    permissions.request!({}, 'media', (allowed) => (decided = allowed))
    assert.equal(decided, false)
    assert.equal(permissions.check!({}, 'clipboard-read'), false)
    assert.equal(permissions.device!({}), false)
  },

  async 'an item of the menu runs an action of the window'(journey) {
    journey.menu = await collect('onMenu')
    const menu = journey.electron.menus.application!
    assert.deepEqual(
      menu.map(({ label }) => label),
      ['File', 'Edit', 'View', 'Help'],
    )
    findItem(menu, 'undo')!.click!(undefined as never, undefined, undefined as never)
    await until('the action arrives', () => journey.menu!.includes('undo'))
  },

  async 'a second start shows the window and opens its document'({ electron: { app } }) {
    const files = await collect('onOpenFile')
    window().hide()
    app.emit('second-instance', {}, ['layerloom', '--flag', 'nets/alex.loom'], '/home/ada')
    await until('the file arrives', () => files.length > 0)
    assert.deepEqual(files, ['/home/ada/nets/alex.loom'])
    assert.equal(window().isVisible(), true)
  },

  async 'a reload begins anew and leaves the autosave to be recovered'(journey) {
    await journey.main!.autosave({ id: 'one', name: 'lenet', document })
    assert.deepEqual(await journey.main!.recoverable({}), [])
    await page().reload()
    journey.main = await connectThroughPage()
    journey.menu = await collect('onMenu')
    assert.deepEqual(
      (await journey.main.recoverable({})).map(({ id }) => id),
      ['one'],
    )
    await journey.main.recover({ id: 'one' })
  },

  async 'changes that are not saved are asked about'({ main }) {
    await main!.setUnsaved({ unsaved: true })
    answer('showMessageBox', { response: 2 })
    const asked = questions()
    window().close()
    await until('it is asked', () => questions() === asked + 1)
    const { buttons } = logged('showMessageBox').at(-1)![1] as { buttons: string[] }
    assert.deepEqual(buttons, ['Save', 'Don’t save', 'Cancel'])
    assert.equal(page().isClosed(), false)
  },

  async 'a save that is cancelled keeps the window open'({ menu, electron: { app } }) {
    answer('showMessageBox', { response: 0 })
    answer('showSaveDialog', { canceled: true, filePath: '' })
    const asked = logged('showSaveDialog').length
    app.quit()
    await until('the window is told to save', () => menu!.includes('save'))
    await until('the window asks where to', () => logged('showSaveDialog').length > asked)
    assert.equal(page().isClosed(), false)
    assert.equal(logged('quit').length, 0)
  },

  async 'closing without saving forgets the autosave, remembers the place and quits'({ data, electron: { app } }) {
    answer('showMessageBox', { response: 1 })
    const quit = new Promise((resolve) => app.once('quit', resolve))
    window().close()
    await quit
    assert.deepEqual(readdirSync(join(data, 'autosave')), [])
    assert.deepEqual(JSON.parse(readFileSync(join(data, 'window.json'), 'utf8')), {
      x: 40,
      y: 30,
      width: 1280,
      height: 800,
      maximized: false,
    })
    assert.deepEqual(control.errors, [])
  },
}
