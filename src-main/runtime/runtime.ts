import type { RuntimeState } from '../../src-core/contract/contract.ts'

/**
 * TensorFlow for this computer: found, fetched, built, verified. One a process; several processes may share a cache.
 *
 * A trainer's process is started with {@link environment} added to its own, after {@link check} or {@link fetch} gave
 * `ready`; it then calls `loadTensorFlow` (load.ts).
 */
export interface Runtime {
  /** What is known now. `checking` until the first look, which the first {@link subscribe} or {@link check} starts. */
  state(): RuntimeState
  /**
   * Calls `listener` at every change of the state; gives back how to stop that. The first subscriber starts a look, and
   * a TensorFlow that Python has on this computer is then taken into use without being asked for: nothing is fetched.
   */
  subscribe(listener: () => void): () => void
  /** Looks again, in milliseconds where TensorFlow is installed. Fetches and builds nothing. Never rejects. */
  check(): Promise<RuntimeState>
  /**
   * Brings TensorFlow where it is not there, and goes on where an earlier fetch ended. Resolves when it is `ready`,
   * `paused` or `failed`; a second call while one is under way gets that one's end. Never rejects.
   */
  fetch(): Promise<RuntimeState>
  /** Ends a fetch that is under way; what was fetched is kept. Nothing happens where none is. */
  pause(): void
  /**
   * What a trainer's process needs in its environment to load TensorFlow, to be added to `process.env`; empty where
   * the state is not `ready`.
   *
   * @param device `cpu` keeps TensorFlow from seeing any GPU
   */
  environment(device?: 'auto' | 'cpu'): Record<string, string>
}
