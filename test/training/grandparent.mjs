// Starts a trainer, says its process id once it trains, and waits to be killed.
import { fork } from 'node:child_process'

const [trainer, directory] = process.argv.slice(2)
const child = fork(trainer, { serialization: 'advanced' })
child.on('message', ({ type }) => {
  if (type === 'steps') process.send(child.pid)
})
child.send({ type: 'train', directory })
