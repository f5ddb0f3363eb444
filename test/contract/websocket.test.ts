import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { Packr } from 'msgpackr'
import { afterAll, beforeAll } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import type { Port } from '../../src-core/contract/port.ts'
import { contractSuite } from './suite.ts'

/** The framing of the browser shell. */
const packr = new Packr({ moreTypes: true, structuredClone: true })

const portOf = (socket: WebSocket): Port => ({
  send(message) {
    if (socket.readyState === socket.OPEN) socket.send(packr.pack(message))
  },
  onMessage(handler) {
    const listener = (data: Buffer) => handler(packr.unpack(data))
    socket.on('message', listener)
    return () => socket.off('message', listener)
  },
  onClose(handler) {
    socket.on('close', handler)
    return () => socket.off('close', handler)
  },
})

const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
beforeAll(async () => {
  if (!server.address()) await once(server, 'listening')
})
afterAll(() => void server.close())

contractSuite('a WebSocket with msgpackr', async () => {
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const [accepted] = (await Promise.all([once(server, 'connection'), once(socket, 'open')]))[0] as [WebSocket]
  return {
    server: portOf(accepted),
    client: portOf(socket),
    closeServer: () => accepted.close(),
    closeClient: () => socket.close(),
  }
})
