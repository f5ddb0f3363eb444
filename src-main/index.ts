import { join } from 'node:path'
import { BrowserWindow, Menu, app } from 'electron'
import { localeOf } from '../src-core/text.ts'
import { createApp } from './app.ts'
import type { Session } from './app.ts'
import { crashedQuestion } from './shell/closing.ts'
import { findDirectories } from './shell/directories.ts'
import { keepPlace, readPlace } from './shell/electron/bounds.ts'
import { channels } from './shell/electron/channels.ts'
import { ask, fileDialogs } from './shell/electron/dialogs.ts'
import { documentArgument } from './shell/electron/file-argument.ts'
import { forkElectron } from './shell/electron/fork.ts'
import { guardContents } from './shell/electron/guards.ts'
import { askBeforeLeaving } from './shell/electron/leaving.ts'
import { menuTemplate } from './shell/electron/menu.ts'
import { listenToShownKeys, servePorts } from './shell/electron/port.ts'
import { isPage, pageUrl, registerScheme, serveFiles } from './shell/electron/protocol.ts'
import { version } from './shell/version.ts'

const built = (path: string) => join(import.meta.dirname, '..', path)
const directories = findDirectories()
/** While developing, the builder serves the page. */
const page = (!app.isPackaged && process.env.ELECTRON_RENDERER_URL) || pageUrl
const ours = (url: string) => isPage(url, page)

registerScheme()
app.enableSandbox()
// The lock of the one instance lies here too: another data folder is another Layerloom.
app.setPath('userData', join(directories.data, 'electron'))

let askedFor = documentArgument(process.argv, process.cwd())
app.on('open-file', (event, path) => {
  event.preventDefault()
  askedFor = path
})

if (app.requestSingleInstanceLock()) {
  await app.whenReady()
  openWindow()
} else {
  app.quit()
}

function openWindow() {
  const locale = localeOf(app.getPreferredSystemLanguages()[0] ?? app.getLocale())
  serveFiles(built('renderer'))
  guardContents(ours)

  const placeFile = join(directories.data, 'window.json')
  const place = readPlace(placeFile)
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    ...place,
    minWidth: 640,
    minHeight: 480,
    title: 'Layerloom',
    show: false,
    webPreferences: {
      preload: built('preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  })
  if (place?.maximized) window.maximize()
  keepPlace(window, placeFile)

  const services = createApp({
    shell: 'electron',
    version,
    directories,
    fork: forkElectron,
    trainer: built('main/trainer.js'),
    chooseFile: fileDialogs(() => window, directories.documents),
  })
  let session: Session | undefined
  servePorts(window.webContents, ours, (port) => {
    session = services.connect(port)
  })
  const { end } = askBeforeLeaving({ window, services, session: () => session, locale })

  const runAction = (actionId: string) => window.webContents.send(channels.menu, actionId)
  const showMenu = (keys?: Readonly<Record<string, string>>) =>
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(menuTemplate(locale, runAction, { developer: !app.isPackaged, keys })),
    )
  showMenu()
  listenToShownKeys(window.webContents, ours, showMenu)

  const openFile = (path: string | undefined) => {
    if (path) window.webContents.send(channels.openFile, path)
  }
  const show = () => {
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }
  app.on('second-instance', (_event, args, folder) => {
    show()
    openFile(documentArgument(args, folder))
  })
  app.on('activate', show)
  app.on('open-file', (_event, path) => openFile(path))
  // A page of ours never keeps its window open: what is unsaved is asked about above.
  window.webContents.on('will-prevent-unload', (event) => event.preventDefault())
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') void afterCrash()
  })
  const afterCrash = async () => {
    if ((await ask(window, crashedQuestion, locale)) === 'reload') window.webContents.reload()
    else app.quit()
  }
  window.once('ready-to-show', show)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end())

  void window.loadURL(page).then(() => openFile(askedFor))
}
