import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { noChromium, openChromium } from './browser.ts'
import { residualNetwork } from './networks.ts'
import { serveWindow } from './screen.ts'
import type { Window } from './screen.ts'
import type { Measure, Section } from './section.ts'

const middle = 'stage2/block24/residual/branch/conv1'
/** Milliseconds after which the view has come to rest. */
const settled = 1_500
/** Milliseconds of a frame at 55 frames a second. */
const smooth = 1_000 / 55

/** How a large graph is drawn and how it follows the hand. */
export const canvas: Section = {
  name: 'canvas',
  title: 'A graph of 1,000 layers on the canvas: first drawing, and frames under the hand (Chromium)',
  needsBuild: true,
  async run() {
    const browser = await openChromium()
    if (!browser) return noChromium
    const data = await mkdtemp(join(tmpdir(), 'layerloom-bench-'))
    const server = await serveWindow(data)
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
      await page.goto(server.url)
      await page.locator('.react-flow__node').first().waitFor()
      await page.waitForTimeout(settled)
      const opened = await page.evaluate(openAndDraw, residualNetwork(1_000) as never)
      await page.waitForTimeout(settled)
      const far = await frames(page, 'panning, all in view', () => pan(page))
      await page.evaluate((id) => (window as unknown as Window).view.getState().canvas!.zoomTo([id]), middle)
      await page.waitForTimeout(settled)
      return {
        measures: [
          { what: 'opening it, until it is drawn', unit: 'ms', values: opened, limit: 300 },
          far,
          await frames(page, 'panning, close by', () => pan(page)),
          await frames(page, 'dragging a layer', () => drag(page, middle)),
          await frames(page, 'zooming out and in again', () => zoom(page)),
        ],
        notes: ['A frame is held against 18.2 ms: 55 a second.'],
      }
    } finally {
      await browser.close()
      await server.close()
      await rm(data, { recursive: true, force: true })
    }
  },
}

/** Runs in the page: milliseconds from loading a document to the picture of it, several times. */
async function openAndDraw(document: never): Promise<number[]> {
  const { editor } = window as unknown as Window
  const values: number[] = []
  for (let round = 0; round < 8; round++) {
    await new Promise((done) => setTimeout(done, 200))
    // Another object each time, of which nothing is known yet.
    const fresh = structuredClone(document)
    const begun = performance.now()
    editor.getState().load({ document: fresh })
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
    values.push(performance.now() - begun)
  }
  return values
}

/** Milliseconds between the frames that the page draws during a gesture. */
async function frames(page: Page, what: string, gesture: () => Promise<void>): Promise<Measure> {
  await page.evaluate(() => {
    const recorder = { frames: [] as number[], on: true }
    Object.assign(window, { recorder })
    let last = performance.now()
    const next = () => {
      const now = performance.now()
      recorder.frames.push(now - last)
      last = now
      if (recorder.on) requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })
  await gesture()
  const values = await page.evaluate(() => {
    const { recorder } = window as unknown as { recorder: { frames: number[]; on: boolean } }
    recorder.on = false
    return recorder.frames.slice(1)
  })
  return { what, unit: 'ms', values, limit: smooth }
}

const steps = 120
const start = { x: 720, y: 360 }

async function pan(page: Page): Promise<void> {
  await page.mouse.move(start.x, start.y)
  await page.mouse.down({ button: 'middle' })
  for (let i = 0; i < steps; i++) await page.mouse.move(start.x - 2 * i, start.y + 120 * Math.sin(i / 9))
  await page.mouse.up({ button: 'middle' })
}

async function drag(page: Page, id: string): Promise<void> {
  const box = (await page.locator(`.react-flow__node[data-id="${id}"]`).boundingBox())!
  const at = { x: box.x + 30, y: box.y + 12 }
  await page.mouse.move(at.x, at.y)
  await page.mouse.down()
  for (let i = 0; i < steps; i++) await page.mouse.move(at.x + 120 * Math.sin(i / 9), at.y + i / 2)
  await page.mouse.up()
}

async function zoom(page: Page): Promise<void> {
  await page.mouse.move(start.x, start.y)
  for (let i = 0; i < 40; i++) {
    await page.mouse.wheel(0, i < 20 ? 100 : -100)
    await page.waitForTimeout(16)
  }
}
