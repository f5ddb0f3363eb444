import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { MenuItemConstructorOptions } from 'electron'
import { connect } from '../../src-core/contract/connect.ts'
import { contract } from '../../src-core/contract/contract.ts'
import type { LayerloomContract } from '../../src-core/contract/contract.ts'
import type { Client } from '../../src-core/contract/define.ts'
import type { Port } from '../../src-core/contract/port.ts'
import { control } from './double/control.ts'

/** What the preload script gives the page. */
interface Exposed {
  layerloom: {
    port: Port
    onMenu(handler: (id: string) => void): void
    onOpenFile(handler: (path: string) => void): void
  }
}

interface Numbered {
  id: number
}

export const window = () => control.windows[0]!
export const page = () => window().page

/** Numbers of calls from here on are ours; the page's own client, on the same port, counts from 0. */
const ours = 1_000_000

/** A calling end of the contract, held here, over the port that the preload script gave the page. */
export async function connectThroughPage(): Promise<Client<LayerloomContract>> {
  const handlers = new Set<(message: unknown) => void>()
  const receive = await listenInPage((message) => {
    const reply = message as Numbered
    if (reply.id >= ours) handlers.forEach((handler) => handler({ ...reply, id: reply.id - ours }))
  })
  await page().evaluate((name) => {
    const scope = globalThis as unknown as Exposed & Record<string, (message: unknown) => void>
    scope.layerloom.port.onMessage((message) => void scope[name]!(message))
  }, receive)
  return connect(contract, {
    send(message) {
      const request = message as Numbered
      const sent = { ...request, id: request.id + ours }
      void page().evaluate((sent) => (globalThis as unknown as Exposed).layerloom.port.send(sent), sent)
    },
    onMessage(handler) {
      handlers.add(handler)
      return () => handlers.delete(handler)
    },
    onClose: () => () => {},
  })
}

/** Collects what the page is told by `onMenu` or `onOpenFile`. */
export async function collect(member: 'onMenu' | 'onOpenFile'): Promise<string[]> {
  const told: string[] = []
  const receive = await listenInPage((value) => told.push(value as string))
  await page().evaluate(
    ([name, member]) => {
      const scope = globalThis as unknown as Exposed & Record<string, (value: string) => void>
      scope.layerloom[member]((value) => void scope[name]!(value))
    },
    [receive, member] as const,
  )
  return told
}

/** Makes a function of ours callable in the page; gives its name there. */
async function listenInPage(handler: (value: unknown) => void): Promise<string> {
  const name = `toTest${randomUUID().replaceAll('-', '')}`
  await page().exposeFunction(name, handler)
  return name
}

/** Waits for what comes about by itself. */
export async function until(what: string, holds: () => boolean | Promise<boolean>) {
  const begun = performance.now()
  while (!(await holds())) {
    if (performance.now() - begun > 10_000) assert.fail(`In 10 s it did not come about that ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

export function findItem(items: MenuItemConstructorOptions[], id: string): MenuItemConstructorOptions | undefined {
  for (const item of items) {
    const found = item.id === id ? item : Array.isArray(item.submenu) ? findItem(item.submenu, id) : undefined
    if (found) return found
  }
  return undefined
}
