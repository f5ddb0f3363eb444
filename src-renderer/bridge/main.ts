import type { LayerloomContract } from '../../src-core/contract/contract.ts'
import { contract } from '../../src-core/contract/contract.ts'
import type { Client } from '../../src-core/contract/define.ts'
import { openElectronPort } from '../ports/electron.ts'
import { openWebSocketPort, takeTicket } from '../ports/websocket.ts'
import type { OpenPort } from './link.ts'
import { createLink } from './link.ts'

/** The port of the shell that this window runs in. */
const openShellPort: OpenPort = async () => {
  if (window.layerloom) return openElectronPort(window.layerloom)
  const ticket = takeTicket()
  return ticket === null ? null : openWebSocketPort(ticket)
}

/**
 * The connection to the main side, made at the first call. Electron's port lives as long as its window and is never
 * opened again; the browser's comes back with the server.
 */
export const link = createLink(contract, openShellPort, { reconnects: !window.layerloom })

/** Every call and stream of the main side. */
export const main: Client<LayerloomContract> = link.client
