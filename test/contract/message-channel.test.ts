import { MessageChannel } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import type { Port } from '../../src-core/contract/port.ts'
import { contractSuite } from './suite.ts'

const portOf = (port: MessagePort): Port => ({
  send: (message) => port.postMessage(message),
  onMessage(handler) {
    port.on('message', handler)
    return () => port.off('message', handler)
  },
  onClose(handler) {
    port.on('close', handler)
    return () => port.off('close', handler)
  },
})

contractSuite("Node's MessageChannel", () => {
  const { port1, port2 } = new MessageChannel()
  return {
    server: portOf(port1),
    client: portOf(port2),
    closeServer: () => port1.close(),
    closeClient: () => port2.close(),
  }
})
