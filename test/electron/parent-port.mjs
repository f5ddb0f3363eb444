// What a utility process has instead of `process.send`: loaded into the trainer before anything else.
import { EventEmitter } from 'node:events'

const port = new EventEmitter()
const send = process.send.bind(process)
port.postMessage = (message) => send(message)
// Messages wait for the first listener, as they do in Electron and on Node's own channel.
port.once('newListener', () => process.on('message', (data) => port.emit('message', { data, ports: [] })))
process.parentPort = port
// Electron's own children have no channel of Node's.
process.send = undefined
