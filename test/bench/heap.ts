import type { CDPSession } from '@playwright/test'

/** MiB that are in use once what nobody holds is gone. */
export async function heap(chromium: CDPSession): Promise<number> {
  await chromium.send('HeapProfiler.collectGarbage')
  // Columns of numbers lie outside of the script's own heap.
  const { usedSize, backingStorageSize } = await chromium.send('Runtime.getHeapUsage')
  return (usedSize + backingStorageSize) / 2 ** 20
}
