import { EventEmitter } from 'node:events'
import type { Browser } from '@playwright/test'
import type { DoubleWindow } from './window.ts'

/** What a test sees and steers of the double: what the program asked of Electron, in order, and what it is answered. */
export const control = {
  /** Every noteworthy call, in order. */
  log: [] as [call: string, ...details: unknown[]][],
  windows: [] as DoubleWindow[],
  /** Answers for dialogs to come; a dialog that finds none waiting fails its test. */
  answers: [] as { dialog: string; answer: unknown }[],
  /** Whatever went wrong in the page or in the double. */
  errors: [] as unknown[],
  handlers: new Map<string, (request: Request) => Promise<Response> | Response>(),
  ready: false,
  browser: undefined as Browser | undefined,
}

export const logged = (call: string) => control.log.filter(([name]) => name === call)

/** An object whose members that nobody modelled complain, so that a test cannot pass on `undefined`. */
export const strict = <T extends object>(name: string, target: T): T =>
  new Proxy(target, {
    get(object, key, receiver) {
      if (key in object || typeof key === 'symbol' || key === 'then') return Reflect.get(object, key, receiver)
      throw new Error(`The double does not model ${name}.${key}`)
    },
  })

/** The program's end of what the preload script sends. */
export const ipcMain = strict('ipcMain', new EventEmitter())

/** An event whose default can be prevented. */
export function preventable<T extends object>(details?: T) {
  const event = {
    ...(details as T),
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true
    },
  }
  return event
}
