import { fork } from 'node:child_process'

/** How a process ended: with its exit code, or by a signal. `error` says why one never began. */
export interface ChildEnd {
  code: number | null
  signal: string | null
  error?: Error
}

/** A child process that messages go to and come from, whichever shell has started it. */
export interface Child {
  readonly pid: number | undefined
  send(message: object): void
  onMessage(handler: (message: unknown) => void): void
  /** What the process writes by itself, TensorFlow's native half included; absent where it goes to our own output. */
  onOutput?(handler: (text: string) => void): void
  onExit(handler: (end: ChildEnd) => void): void
  kill(signal?: NodeJS.Signals): void
}

/**
 * Starts a built module as a child process that ends with its parent.
 *
 * @param options.env the child's whole environment
 */
export type Fork = (module: string, options: { env: NodeJS.ProcessEnv }) => Child

/**
 * Node's options for a process that trains: batches lie outside of JavaScript's heap, which
 * by itself sets tens of MiB aside for small objects that a trainer does not make.
 */
export const trainerOptions = ['--max-semi-space-size=1']

/**
 * Starts a plain Node process. Messages keep what JSON would lose (NaN, typed arrays). When the parent is gone, in
 * whatever way, the channel closes, and the trainer ends itself on that.
 */
export const forkNode: Fork = (module, { env }) => {
  const child = fork(module, [], {
    env,
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: trainerOptions,
    // Ctrl+C in a terminal goes to all of a group: a trainer of its own group is stopped by us alone, after its step.
    detached: process.platform !== 'win32',
  })
  return {
    get pid() {
      return child.pid
    },
    send(message) {
      // To a child that has just ended: its end is told by onExit.
      if (child.connected) child.send(message, () => undefined)
    },
    onMessage: (handler) => void child.on('message', handler),
    onOutput(handler) {
      for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', handler)
    },
    onExit(handler) {
      child.once('error', (error) => {
        if (child.pid === undefined) handler({ code: null, signal: null, error })
      })
      // Not `exit`: what the child had said before it ended may still be on its way then.
      child.once('close', (code, signal) => {
        if (child.pid !== undefined) handler({ code, signal })
      })
    },
    kill: (signal = 'SIGTERM') => void child.kill(signal),
  }
}
