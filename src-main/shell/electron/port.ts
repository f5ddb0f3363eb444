import { ipcMain } from 'electron'
import type { IpcMainEvent, WebContents } from 'electron'
import type { Port } from '../../../src-core/contract/port.ts'
import { channels } from './channels.ts'

/**
 * Calls `connect` with a port each time that the window's page loads; the port of an earlier load is closed first.
 * Only the window's main frame, with our own page in it, is listened to.
 */
export function servePorts(contents: WebContents, isPage: (url: string) => boolean, connect: (port: Port) => void) {
  let current: { receive(message: unknown): void; close(): void } | undefined
  const trusts = ({ sender, senderFrame }: IpcMainEvent) =>
    sender === contents && senderFrame !== null && senderFrame === contents.mainFrame && isPage(senderFrame.url)

  const close = () => {
    current?.close()
    current = undefined
  }
  const onOpen = (event: IpcMainEvent) => {
    if (!trusts(event)) return
    close()
    const { port, ...end } = contentsPort(contents)
    current = end
    connect(port)
  }
  const onMessage = (event: IpcMainEvent, message: unknown) => {
    if (trusts(event)) current?.receive(message)
  }

  ipcMain.on(channels.open, onOpen)
  ipcMain.on(channels.message, onMessage)
  contents.on('render-process-gone', close)
  contents.once('destroyed', () => {
    ipcMain.off(channels.open, onOpen)
    ipcMain.off(channels.message, onMessage)
    close()
  })
}

function contentsPort(contents: WebContents) {
  const messages = new Set<(message: unknown) => void>()
  const closings = new Set<() => void>()
  let open = true
  const port: Port = {
    send(message) {
      if (open && !contents.isDestroyed()) contents.send(channels.message, message)
    },
    onMessage(handler) {
      messages.add(handler)
      return () => messages.delete(handler)
    },
    onClose(handler) {
      closings.add(handler)
      return () => closings.delete(handler)
    },
  }
  return {
    port,
    receive: (message: unknown) => messages.forEach((handler) => handler(message)),
    close() {
      open = false
      closings.forEach((handler) => handler())
    },
  }
}
