import { ipcMain } from 'electron'
import type { IpcMainEvent, WebContents } from 'electron'
import { z } from 'zod'
import type { Port } from '../../../src-core/contract/port.ts'
import { channels } from './channels.ts'

/**
 * Calls `connect` with a port each time that the window's page loads; the port of an earlier load is closed first.
 * Only the window's main frame, with our own page in it, is listened to.
 */
export function servePorts(contents: WebContents, isPage: (url: string) => boolean, connect: (port: Port) => void) {
  let current: { receive(message: unknown): void; close(): void } | undefined
  const trusts = trustedSender(contents, isPage)

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

/** Whether a message is from the window's main frame, with our own page in it. */
const trustedSender =
  (contents: WebContents, isPage: (url: string) => boolean) =>
  ({ sender, senderFrame }: IpcMainEvent): boolean =>
    sender === contents && senderFrame !== null && senderFrame === contents.mainFrame && isPage(senderFrame.url)

const shownKeys = z.record(z.string(), z.string())

/** Calls `show` with the chords of the window's actions, by their ids, at its start and when a person changes one. */
export function listenToShownKeys(
  contents: WebContents,
  isPage: (url: string) => boolean,
  show: (keys: Readonly<Record<string, string>>) => void,
): void {
  const trusts = trustedSender(contents, isPage)
  const onKeys = (event: IpcMainEvent, message: unknown) => {
    const keys = shownKeys.safeParse(message)
    if (trusts(event) && keys.success) show(keys.data)
  }
  ipcMain.on(channels.keys, onKeys)
  contents.once('destroyed', () => void ipcMain.off(channels.keys, onKeys))
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
