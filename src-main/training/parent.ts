import type { ParentPort } from 'electron'
import type { TrainerOrder, TrainerReport } from './messages.ts'

/** The process that a trainer works for. */
export interface Parent {
  tell(report: TrainerReport): void
  onOrder(listener: (order: TrainerOrder) => void): void
  /** Calls the listener once when nobody is left to work for: the parent is gone, or the system asks us to end. */
  onGone(listener: () => void): void
  /** Ends this process when everything that was told has been sent. */
  leave(): void
}

/** The parent of a utility process of Electron's, or of a plain Node process. */
export function findParent(): Parent {
  const { parentPort } = process as { parentPort?: ParentPort }
  return parentPort ? electronParent(parentPort) : nodeParent()
}

function nodeParent(): Parent {
  return {
    tell(report) {
      // A parent that has just gone is told of by onGone.
      if (process.connected) process.send!(report, undefined, undefined, () => undefined)
    },
    onOrder: (listener) => void process.on('message', listener),
    onGone(listener) {
      process.once('disconnect', listener)
      onSignal(listener)
    },
    leave() {
      // The channel closes after what is still to be sent.
      process.once('disconnect', () => process.exit())
      if (process.connected) process.disconnect()
      else process.exit()
    },
  }
}

/** Electron ends its utility processes with itself; here only the system's wish is seen to. */
function electronParent(port: ParentPort): Parent {
  return {
    tell: (report) => port.postMessage(report),
    onOrder: (listener) => void port.on('message', ({ data }) => listener(data as TrainerOrder)),
    onGone: onSignal,
    // Electron does not say when a message has left.
    leave: () => void setTimeout(() => process.exit(), 100),
  }
}

function onSignal(listener: () => void) {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, listener)
}
