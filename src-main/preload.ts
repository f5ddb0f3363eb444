import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { IpcRendererEvent } from 'electron'
import type { Port } from '../src-core/contract/port.ts'
import { channels } from './shell/electron/channels.ts'

function listen<T extends unknown[]>(channel: string, handler: (...values: T) => void): () => void {
  const listener = (_: IpcRendererEvent, ...values: unknown[]) => handler(...(values as T))
  ipcRenderer.on(channel, listener)
  return () => void ipcRenderer.off(channel, listener)
}

const port: Port = {
  send: (message) => ipcRenderer.send(channels.message, message),
  onMessage: (handler) => listen(channels.message, handler),
  // The main process and its window end together: a page never sees its port close.
  onClose: () => () => {},
}

/** A file can be asked for before the page is ready to open it. */
const waiting: string[] = []
const stopWaiting = listen(channels.openFile, (path: string) => waiting.push(path))

/** All that the page gets of Electron. */
contextBridge.exposeInMainWorld('layerloom', {
  port,
  onMenu: (handler: (actionId: string) => void) => void listen(channels.menu, handler),
  showKeys: (keys: Readonly<Record<string, string>>) => ipcRenderer.send(channels.keys, keys),
  pathOf: (file: File) => webUtils.getPathForFile(file),
  onOpenFile(handler: (path: string) => void) {
    stopWaiting()
    listen(channels.openFile, handler)
    waiting.splice(0).forEach(handler)
  },
})

ipcRenderer.send(channels.open)
