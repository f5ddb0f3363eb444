import { readFile } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { buildPage, noChromium, openChromium } from './browser.ts'
import { framesDuring, smooth } from './frames.ts'
import { heap } from './heap.ts'
import type { Section } from './section.ts'

const total = 1_000_000
/** Never asked for: what the page takes comes from its folder. A secure context, as both shells' are. */
const origin = 'http://curves.localhost'
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** Two hours of training in a minute: the window takes a million steps while it draws them. */
export const curves: Section = {
  name: 'curves',
  title: 'The curves of a run of 1,000,000 steps, through the contract, as they come in and under the hand (Chromium)',
  async run() {
    const browser = await openChromium()
    if (!browser) return noChromium
    const folder = await buildPage('curves-page')
    try {
      const page = await browser.newPage({ viewport: { width: 1_100, height: 320 } })
      await page.route(`${origin}/**`, async (route) => {
        const path = resolve(folder, `.${new URL(route.request().url()).pathname}`)
        const contentType = types[extname(path)] ?? 'application/octet-stream'
        await route.fulfill({ body: await readFile(path), contentType })
      })
      page.on('pageerror', (error) => {
        throw error
      })
      const chromium = await page.context().newCDPSession(page)
      await page.goto(`${origin}/index.html`)
      let early = 0
      const coming = await framesDuring(page, async () => {
        await stepReached(page, total / 10)
        early = await heap(chromium)
        await stepReached(page, total)
        await page.waitForTimeout(300)
      })
      const late = await heap(chromium)

      const hovering = await framesDuring(page, () => hover(page))
      const zooming = await framesDuring(page, () => zoom(page))
      return {
        measures: [
          { what: 'a frame while steps come in', unit: 'ms', values: coming, limit: smooth },
          { what: 'a frame under the pointer', unit: 'ms', values: hovering, limit: smooth },
          { what: 'a frame while zooming in and out', unit: 'ms', values: zooming, limit: smooth },
          { what: 'the heap after 100,000 steps', unit: 'MiB', values: [early] },
          { what: 'the heap after 1,000,000 steps', unit: 'MiB', values: [late], limit: early + 16 },
        ],
        notes: [
          `Of ${coming.length} frames while steps came in ${coming.filter((ms) => ms > 50).length} took over 50 ms.`,
        ],
      }
    } finally {
      await browser.close()
    }
  },
}

const stepReached = (page: Page, step: number) =>
  page.waitForFunction(
    (step) => (globalThis as unknown as { progress: { step: number } }).progress.step >= step,
    step,
    {
      timeout: 300_000,
      polling: 250,
    },
  )

async function hover(page: Page): Promise<void> {
  for (let i = 0; i < 120; i++) await page.mouse.move(80 + 3 * i, 200)
}

async function zoom(page: Page): Promise<void> {
  await page.locator('.curve-plot').first().focus()
  await page.keyboard.press('End')
  for (let i = 0; i < 24; i++) {
    await page.keyboard.press(i < 12 ? '+' : '-')
    await page.waitForTimeout(30)
  }
}
