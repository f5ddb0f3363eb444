import { realpathSync } from 'node:fs'
import { STATUS_CODES, createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { WebSocketServer } from 'ws'
import { createApp } from './app.ts'
import type { App } from './app.ts'
import { securityHeaders } from './shell/csp.ts'
import { findDirectories } from './shell/directories.ts'
import type { Directories } from './shell/directories.ts'
import { openEntrance } from './shell/entrance.ts'
import type { Entrance } from './shell/entrance.ts'
import { hasScreen, openBrowser } from './shell/open-browser.ts'
import { refuse, refuseConnection } from './shell/origin.ts'
import { socketPort } from './shell/socket-port.ts'
import { readStatic } from './shell/static-files.ts'
import { version } from './shell/version.ts'
import { forkNode } from './training/child.ts'

const subprotocol = 'layerloom'
/** Bytes of one message: twice the largest document that can be opened. */
const maxPayload = 64 * 1024 * 1024

export interface ServerOptions {
  /** 0 or absent: whichever is free. */
  port?: number
  /** Open the person's browser, where there is a screen. */
  open?: boolean
  directories?: Directories
  /** The folder of the window's built files. */
  renderer?: string
  /** The trainer's built file. */
  trainer?: string
  /** Told a fresh address when somebody came with one that had been used. */
  onFreshAddress?: (url: string) => void
}

export interface RunningServer {
  /** Lets one page in; the token is in the fragment, which browsers keep to themselves. */
  url: string
  /** Stops runs after the step that they are in, then the server. */
  close(): Promise<void>
}

/**
 * The browser shell: the same window as Electron's, served to a browser on this computer and to nobody else.
 * Rejects where the port is taken, with a sentence.
 */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const places = options.directories ?? findDirectories()
  const renderer = options.renderer ?? join(import.meta.dirname, '../renderer')
  const entrance = openEntrance()
  const server = createServer((request, response) => void answer(request, response, renderer, entrance))
  await listen(server, options.port ?? 0)
  const app = createApp({
    shell: 'browser',
    version,
    directories: places,
    fork: forkNode,
    trainer: options.trainer ?? join(import.meta.dirname, 'trainer.js'),
  })
  const { port } = server.address() as AddressInfo
  const address = () => `http://127.0.0.1:${port}/#token=${entrance.token()}`
  const sockets = acceptConnections(server, app, entrance, () => options.onFreshAddress?.(address()))
  const url = address()
  const opened = options.open && hasScreen() ? await openBrowser(url, places.data) : undefined

  return {
    url,
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      server.close()
      server.closeAllConnections()
      await Promise.all([app.close(), opened?.clean()])
    },
  }
}

const listen = (server: Server, port: number) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, port)))
    server.listen({ host: '127.0.0.1', port }, () => {
      server.removeAllListeners('error')
      resolve()
    })
  })

async function answer(request: IncomingMessage, response: ServerResponse, renderer: string, entrance: Entrance) {
  const send = (status: number, text: string) =>
    response.writeHead(status, { ...securityHeaders, 'content-type': 'text/plain; charset=utf-8' }).end(text)
  const refusal = refuse(request)
  if (refusal) return send(refusal.status, refusal.reason)
  if (request.method !== 'GET' && request.method !== 'HEAD') return send(405, 'Only GET')
  const path = (request.url ?? '/').split(/[?#]/)[0]!
  if (path === '/rpc') {
    // A page whose connection failed cannot see why; here it learns whether its token is the reason.
    return admit(request, entrance) === 'welcome' ? send(426, 'Open a WebSocket') : send(401, 'Not let in')
  }
  const found = await readStatic(renderer, path)
  response.writeHead(found.status, { ...found.headers, 'content-length': found.body.byteLength })
  response.end(request.method === 'HEAD' ? undefined : found.body)
}

function acceptConnections(server: Server, app: App, entrance: Entrance, onUsed: () => void): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload, handleProtocols: () => subprotocol })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refusal = refuseConnection(request)
    if (refusal) return hangUp(socket, refusal.status)
    if (request.url !== '/rpc' || !protocolsOf(request).includes(subprotocol)) return hangUp(socket, 400)
    const admission = admit(request, entrance)
    if (admission !== 'welcome') {
      hangUp(socket, 401)
      if (admission === 'used') onUsed()
      return
    }
    request.socket.setKeepAlive(true, 30_000)
    sockets.handleUpgrade(request, socket, head, (connection) => {
      // A frame that breaks the protocol ends its connection, which `close` tells.
      connection.on('error', () => undefined)
      app.connect(socketPort(connection))
    })
  })
  return sockets
}

function hangUp(socket: Duplex, status: number) {
  socket.on('error', () => undefined)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

const protocolsOf = (request: IncomingMessage) =>
  (request.headers['sec-websocket-protocol'] ?? '').split(',').map((protocol) => protocol.trim())

/**
 * A WebSocket says who it is by subprotocols, the one thing that a page can set on it: `token.…` from the address and
 * `session.…`, its own secret. A plain request says both as `Authorization: Layerloom <token> <secret>`.
 */
function admit(request: IncomingMessage, entrance: Entrance) {
  const [scheme, token, secret] = (request.headers.authorization ?? '').split(' ')
  if (scheme === 'Layerloom') return entrance.admit(token ?? '', secret ?? '')
  const said = (name: string) =>
    protocolsOf(request)
      .find((protocol) => protocol.startsWith(`${name}.`))
      ?.slice(name.length + 1) ?? ''
  return entrance.admit(said('token'), said('session'))
}

function listenError(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') return new Error(`Port ${port} is taken by another program: choose another one.`)
  if (error.code === 'EACCES') return new Error(`You may not use port ${port}: choose one above 1023.`)
  return error
}

/** Runs the server until the process is told to end; prints each address that lets a page in. */
export async function runServer(options: Pick<ServerOptions, 'port' | 'open'>) {
  const running = await startServer({
    ...options,
    onFreshAddress: (url) => console.log(`That address had been used. Here is another: ${url}`),
  })
  console.log(`${running.url}\nReady in ${(performance.now() / 1000).toFixed(2)} s. Ctrl+C ends it.`)
  let ending = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      // The second time means now; a run then ends without its last step's weights.
      if (ending) process.exit(1)
      ending = true
      void running.close().then(() => process.exit(0))
    })
}

/** `node out/main/server.js [--port n] [--open]` */
async function main() {
  const { values } = parseArgs({ options: { port: { type: 'string' }, open: { type: 'boolean' } } })
  const port = Number(values.port ?? 0)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port}: not a port.`)
  await runServer({ port, open: values.open })
}

const isEntry = process.argv[1] !== undefined && realpathSync(process.argv[1]) === import.meta.filename
if (isEntry)
  main().catch((error: Error) => {
    console.error(error.message)
    process.exitCode = 1
  })
