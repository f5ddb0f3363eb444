import { utilityProcess } from 'electron'
import type { Fork } from '../../training/child.ts'

/**
 * Starts the trainer as a utility process, Electron's own child: the packaged program cannot run as plain Node.
 * It ends with its parent, whatever way that one ends.
 */
export const forkElectron: Fork = (module, { env }) => {
  const child = utilityProcess.fork(module, [], { env, serviceName: 'Layerloom trainer', stdio: 'inherit' })
  /** Electron tells only a code; a signal that we sent ourselves is known here. */
  let sent: NodeJS.Signals | undefined
  return {
    get pid() {
      return child.pid
    },
    send: (message) => child.postMessage(message),
    onMessage: (handler) => void child.on('message', handler),
    onExit: (handler) => void child.once('exit', (status) => handler(endOf(status, sent))),
    kill(signal = 'SIGTERM') {
      sent = signal as NodeJS.Signals
      if (signal === 'SIGTERM' || child.pid === undefined) child.kill()
      else process.kill(child.pid, signal)
    },
  }
}

function endOf(status: number, sent: NodeJS.Signals | undefined) {
  return status !== 0 && sent ? { code: null, signal: sent } : { code: status, signal: null }
}
