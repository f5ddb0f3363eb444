import { memoryPorts } from '../../src-core/contract/memory.ts'
import { contractSuite } from './suite.ts'

contractSuite('an in-memory pair', () => {
  const [server, client] = memoryPorts()
  return { server, client, closeServer: () => server.close(), closeClient: () => client.close() }
})
