import type { Page } from '@playwright/test'
import { framesDuring, longTasksDuring, smooth } from './frames.ts'
import { inWindow } from './in-window.ts'
import type { Window } from './in-window.ts'
import { residualNetwork } from './networks.ts'
import type { Measure, Section } from './section.ts'

const middle = 'stage2/block24/residual/branch/conv1'
/** Milliseconds after which the view has come to rest. */
const settled = 1_500

/** How a large graph is drawn and how it follows the hand. */
export const canvas: Section = {
  name: 'canvas',
  title: 'A graph of 1,000 layers on the canvas: first drawing, and frames under the hand (Chromium)',
  needsBuild: true,
  run: () =>
    inWindow(async (page) => {
      await page.waitForTimeout(settled)
      const opened = await page.evaluate(openAndDraw, residualNetwork(1_000) as never)
      await page.waitForTimeout(settled)
      const far = await frames(page, 'panning, all in view', () => pan(page))
      return {
        measures: [
          { what: 'opening it, until it is drawn', unit: 'ms', values: opened, limit: 300 },
          ...far,
          ...(await closeBy(page, 'panning, close by', () => pan(page))),
          ...(await closeBy(page, 'dragging a layer', () => drag(page, middle))),
          ...(await closeBy(page, 'zooming out and in again', () => zoom(page))),
          ...(await underLens(page)),
        ],
        notes: [
          'A frame is held against 18.2 ms: 55 a second. Of tasks those over 50 ms are told, 0 where there are none.',
        ],
      }
    }),
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

async function frames(page: Page, what: string, gesture: () => Promise<void>): Promise<Measure[]> {
  const { done, tasks } = await longTasksDuring(page, () => framesDuring(page, gesture))
  return [
    { what, unit: 'ms', values: done, limit: smooth },
    { what: `${what}: longest task`, unit: 'ms', values: [Math.max(...tasks)], limit: 50 },
  ]
}

/** Each begins at the same place: a drop may have moved the network away from under the hand. */
async function closeBy(page: Page, what: string, gesture: () => Promise<void>): Promise<Measure[]> {
  await page.evaluate((id) => (window as unknown as Window).view.getState().canvas!.zoomTo([id]), middle)
  await page.waitForTimeout(settled)
  return frames(page, what, gesture)
}

async function underLens(page: Page): Promise<Measure[]> {
  const setLens = (lens: 'macs' | undefined) =>
    page.evaluate((lens) => (window as unknown as Window).view.setState({ lens }), lens)
  await setLens('macs')
  const measures = await closeBy(page, 'panning, close by, coloured by MACs', () => pan(page))
  await setLens(undefined)
  return measures
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
