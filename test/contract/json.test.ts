import { memoryPorts } from '../../src-core/contract/memory.ts'
import type { Port } from '../../src-core/contract/port.ts'
import { contractSuite } from './suite.ts'

/** A transport that knows JSON alone: it turns NaN into null, unless what it carries is encoded. */
const throughJson = (port: Port): Port => ({
  ...port,
  send: (message) => port.send(JSON.stringify(message)),
  onMessage: (handler) => port.onMessage((message) => handler(JSON.parse(message as string))),
})

contractSuite('a transport of JSON text', () => {
  const [server, client] = memoryPorts()
  return {
    server: throughJson(server),
    client: throughJson(client),
    closeServer: () => server.close(),
    closeClient: () => client.close(),
  }
})
