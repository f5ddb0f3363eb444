import { Packr } from 'msgpackr'
import type { Port } from '../../src-core/contract/port.ts'

/** What lets this page in: the address's token, bound at its first use to a secret that only this tab knows. */
export interface Ticket {
  token: string
  secret: string
}

const tokenKey = 'layerloom.token'
const secretKey = 'layerloom.secret'

/** The same options on both ends: dates, maps and typed arrays travel as themselves, NaN stays NaN. */
const packr = new Packr({ moreTypes: true, structuredClone: true })

/**
 * The page's ticket. The token comes in the address's fragment, which no server log ever sees; it is taken out of the
 * address bar and kept for this tab, so that a reload works and a copied address gives nothing away.
 */
export function takeTicket(): Ticket | null {
  const fromAddress = new URLSearchParams(location.hash.slice(1)).get('token')
  if (fromAddress !== null) {
    sessionStorage.setItem(tokenKey, fromAddress)
    history.replaceState(null, '', location.pathname + location.search)
  }
  const token = sessionStorage.getItem(tokenKey)
  if (token === null) return null
  const secret = sessionStorage.getItem(secretKey) ?? crypto.randomUUID()
  sessionStorage.setItem(secretKey, secret)
  return { token, secret }
}

/**
 * Opens the connection to the server that served this page. Rejects where there is nobody to connect to; null says that
 * somebody is there and will not let this page in.
 */
export async function openWebSocketPort({ token, secret }: Ticket): Promise<Port | null> {
  const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/rpc`
  const socket = new WebSocket(address, ['layerloom', `token.${token}`, `session.${secret}`])
  socket.binaryType = 'arraybuffer'
  const opened = await new Promise<boolean>((resolve) => {
    socket.addEventListener('open', () => resolve(true), { once: true })
    socket.addEventListener('close', () => resolve(false), { once: true })
  })
  if (opened) return portOf(socket)
  // A WebSocket does not say why it was refused; a plain request to the same place does.
  const answer = await fetch('/rpc', { headers: { authorization: `Layerloom ${token} ${secret}` } })
  if (answer.status === 401) return null
  throw new Error(`The connection could not be made (${answer.status}).`)
}

function portOf(socket: WebSocket): Port {
  return {
    send(message) {
      // A message for a server that has gone is dropped here: the calls it belongs to end through onClose.
      if (socket.readyState === WebSocket.OPEN) socket.send(packr.pack(message) as Uint8Array<ArrayBuffer>)
    },
    onMessage(handler) {
      const listener = (event: MessageEvent<ArrayBuffer>) => handler(packr.unpack(new Uint8Array(event.data)))
      socket.addEventListener('message', listener)
      return () => socket.removeEventListener('message', listener)
    },
    onClose(handler) {
      const listener = () => handler()
      socket.addEventListener('close', listener, { once: true })
      return () => socket.removeEventListener('close', listener)
    },
  }
}
