/** What a person sees of a long export, and how they end it. */
export interface Following {
  /** @param share of what there is to write, from 0 to 1 */
  onProgress?(share: number): void
  signal?: AbortSignal
}

/** Counts what an export has written; throws where it is to end. */
export interface Meter {
  advance(bytes: number): void
}

/** @param total the bytes that will be counted, or about as many */
export function meterOf(total: number, { onProgress, signal }: Following = {}): Meter {
  let done = 0
  return {
    advance(bytes) {
      signal?.throwIfAborted()
      done += bytes
      onProgress?.(Math.min(done / total, 1))
    },
  }
}

export type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>

/** Bytes: the most that is written at once, so that an export soon ends where it is to end. */
const most = 2 ** 22

/** The same bytes in smaller pieces, counted as they are taken. */
export async function* metered(chunks: Chunks, { advance }: Meter): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.byteLength; at += most) {
      const piece = chunk.subarray(at, at + most)
      advance(piece.byteLength)
      yield piece
    }
  }
}
