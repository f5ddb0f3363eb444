import { Packr } from 'msgpackr'
import type { WebSocket } from 'ws'
import type { Port } from '../../src-core/contract/port.ts'

/** The same options on both ends: dates, maps and typed arrays travel as themselves, NaN stays NaN. */
const packr = new Packr({ moreTypes: true, structuredClone: true })

/** Close codes of RFC 6455. */
const unsupportedData = 1003

/** A WebSocket as a port: one binary msgpack frame a message. A peer that sends anything else is cut off. */
export function socketPort(socket: WebSocket): Port {
  return {
    send(message) {
      // What is meant for a page that has gone is dropped; onClose tells whoever waits.
      if (socket.readyState === socket.OPEN) socket.send(packr.pack(message))
    },
    onMessage(handler) {
      const listener = (data: Buffer, isBinary: boolean) => {
        const message = isBinary ? unpack(data) : undefined
        if (message === undefined) socket.close(unsupportedData)
        else handler(message)
      }
      socket.on('message', listener)
      return () => socket.off('message', listener)
    },
    onClose(handler) {
      socket.once('close', handler)
      return () => socket.off('close', handler)
    },
  }
}

function unpack(data: Buffer): unknown {
  try {
    return packr.unpack(data)
  } catch {
    return undefined
  }
}
