import type { Page } from '@playwright/test'

/** Milliseconds of a frame at 55 frames a second. */
export const smooth = 1_000 / 55

/** Milliseconds of every task over 50 while something is done in a page; 0 where there is none. */
export async function longTasksDuring<T>(page: Page, what: () => Promise<T>): Promise<{ done: T; tasks: number[] }> {
  await page.evaluate(() => {
    const tasks: number[] = []
    const note = (list: PerformanceObserverEntryList) => tasks.push(...list.getEntries().map((entry) => entry.duration))
    const observer = new PerformanceObserver(note)
    observer.observe({ type: 'longtask' })
    Object.assign(globalThis, { longTasks: { tasks, observer, note } })
  })
  const done = await what()
  const tasks = await page.evaluate(() => {
    interface Watch {
      tasks: number[]
      observer: PerformanceObserver
      note(list: { getEntries(): PerformanceEntryList }): void
    }
    const { tasks, observer, note } = (globalThis as unknown as { longTasks: Watch }).longTasks
    const left = observer.takeRecords()
    note({ getEntries: () => left })
    observer.disconnect()
    return tasks
  })
  return { done, tasks: tasks.length > 0 ? tasks : [0] }
}

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
