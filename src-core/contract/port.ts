/** The three methods that any transport gives: an Electron message port, a WebSocket, an in-memory pair. */
export interface Port {
  send(message: unknown): void
  /** Calls `handler` with each message that arrives; returns how to stop. */
  onMessage(handler: (message: unknown) => void): () => void
  /** Calls `handler` once when the other end is gone. */
  onClose(handler: () => void): () => void
}
