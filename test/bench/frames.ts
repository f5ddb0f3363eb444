import type { Page } from '@playwright/test'

/** Milliseconds of a frame at 55 frames a second. */
export const smooth = 1_000 / 55

/** Milliseconds between the frames that a page draws while something is done. */
export async function framesDuring(page: Page, what: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const recorder = { frames: [] as number[], on: true }
    Object.assign(globalThis, { recorder })
    let last = performance.now()
    const next = () => {
      const now = performance.now()
      recorder.frames.push(now - last)
      last = now
      if (recorder.on) requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })
  await what()
  return page.evaluate(() => {
    const { recorder } = globalThis as unknown as { recorder: { frames: number[]; on: boolean } }
    recorder.on = false
    return recorder.frames.slice(1)
  })
}
