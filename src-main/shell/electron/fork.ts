import { constants } from 'node:os'
import { utilityProcess } from 'electron'
import type { Fork } from '../../training/child.ts'

/**
 * Starts the trainer as a utility process, Electron's own child: the packaged program cannot run as plain Node.
 * It ends with its parent, whatever way that one ends.
 */
export const forkElectron: Fork = (module, { env }) => {
  const child = utilityProcess.fork(module, [], { env, serviceName: 'Layerloom trainer', stdio: 'pipe' })
  return {
    get pid() {
      return child.pid
    },
    send: (message) => child.postMessage(message),
    onMessage: (handler) => void child.on('message', handler),
    onOutput(handler) {
      for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', handler)
    },
    onExit: (handler) => void child.once('exit', (status) => handler(readStatus(status))),
    kill(signal = 'SIGTERM') {
      if (signal === 'SIGTERM' || child.pid === undefined) child.kill()
      else process.kill(child.pid, signal)
    },
  }
}

/** The flag of a wait status that says that a core file was written. */
const dumpedCore = 0x80
const { SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGKILL, SIGSEGV, SIGTERM } = constants.signals
const fatal = { SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGKILL, SIGSEGV, SIGTERM }

/**
 * Electron gives one number for both: the code of a process that exited, but on POSIX the system's wait status of one
 * that a signal ended, which is the signal's number. The trainer itself exits with 0 or 1 alone.
 */
export function readStatus(
  status: number,
  platform = process.platform,
): { code: number | null; signal: string | null } {
  const number = status & ~dumpedCore
  const signal = Object.entries(fatal).find(([, value]) => value === number)?.[0]
  return platform !== 'win32' && signal ? { code: null, signal } : { code: status, signal: null }
}
