/** Calls `stop` on the first interrupt or request to end; the second has its usual effect. Gives how to stop listening. */
export function onInterrupt(stop: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const
  const off = () => signals.forEach((signal) => process.off(signal, handle))
  const handle = () => {
    off()
    stop()
  }
  signals.forEach((signal) => process.on(signal, handle))
  return off
}
