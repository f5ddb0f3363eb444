import type { CDPSession, Page } from '@playwright/test'
import { inWindow } from './in-window.ts'
import type { Window } from './in-window.ts'
import { residualNetwork } from './networks.ts'
import type { Section } from './section.ts'

const rounds = 40
const warmUp = 10
/** Milliseconds after which the view has come to rest. */
const settled = 2_000

const middle = 'stage2/block24/residual/branch/conv1'

/** What an edit takes in the whole window, production build, from the command to the new figures in the page. */
export const screen: Section = {
  name: 'screen',
  title: 'An edit of a graph of 1,000 layers, from command to new shapes on screen (Chromium)',
  needsBuild: true,
  run: () =>
    inWindow(async (page) => {
      await page.evaluate(
        (document) => {
          const { editor } = window as unknown as Window
          editor.getState().load({ document })
        },
        residualNetwork(1_000) as never,
      )
      const everyShape = (round: number) => ({ id: 'input', params: { shape: [33 + round, 33 + round, 3] } })
      await page.waitForTimeout(settled)
      const far = await measure(page, 'all in view, every shape changes', everyShape)

      await page.evaluate((id) => {
        const { editor, view } = window as unknown as Window
        editor.getState().select([id])
        view.getState().canvas!.zoomTo([id])
      }, middle)
      const shape = page.locator(`.react-flow__node[data-id="${middle}"] .card-shape`)
      await shape.waitFor()
      await page.waitForTimeout(settled)
      const near = await measure(page, 'close to the layer, every shape changes', everyShape)
      const one = await measure(page, 'close to the layer, its filters change', (round) => ({
        id: middle,
        params: { filters: 33 + round },
      }))
      await page.evaluate((id) => {
        const { editor, view } = window as unknown as Window
        view.setState({ bottomTab: 'summary' })
        editor.getState().select([id])
      }, middle)
      await page.locator('.summary-name').first().waitFor()
      const rows = await measure(page, 'with the table of all layers, every shape changes', everyShape)
      await page.evaluate(() => (window as unknown as Window).view.setState({ lens: 'macs' }))
      await page.waitForTimeout(settled)
      const lens = await measure(page, 'and coloured by MACs', everyShape)
      const last = 33 + warmUp + rounds - 1
      const shown = await shape.innerText()
      if (!shown.endsWith(`×${last}`)) throw new Error(`The card shows ${shown} and not ${last} channels.`)
      const cards = await page.locator('.react-flow__node').count()
      return {
        measures: [...one, ...near, ...far, ...rows, ...lens],
        notes: [`Close to it ${cards} cards and frames are drawn; the layer is selected, so that its form shows too.`],
      }
    }),
}

async function measure(page: Page, what: string, inputOf: (round: number) => unknown) {
  const chromium = await page.context().newCDPSession(page)
  await chromium.send('Performance.enable')
  const script: number[] = []
  const layout: number[] = []
  const frame: number[] = []
  for (let round = 0; round < warmUp + rounds; round++) {
    const before = await spent(chromium)
    const milliseconds = await page.evaluate(editAndDraw, inputOf(round))
    const after = await spent(chromium)
    if (round < warmUp) continue
    script.push(after.script - before.script)
    layout.push(after.layout - before.layout)
    frame.push(milliseconds)
  }
  await chromium.detach()
  return [
    { what: `${what}: script`, unit: 'ms' as const, values: script, limit: 16 },
    { what: `${what}: style and layout`, unit: 'ms' as const, values: layout },
    { what: `${what}: until the frame is drawn`, unit: 'ms' as const, values: frame },
  ]
}

/** Runs in the page: gives back the milliseconds until the frame with the change has been made. */
async function editAndDraw(input: unknown): Promise<number> {
  const { editor } = window as unknown as Window
  await new Promise((done) => requestAnimationFrame(done))
  const begun = performance.now()
  const done = editor.getState().execute('setParams', input)
  if (!done.ok) throw new Error(done.failure.message.en)
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  return performance.now() - begun
}

/** Milliseconds that the page's thread has spent so far. */
async function spent(chromium: CDPSession): Promise<{ script: number; layout: number }> {
  const { metrics } = await chromium.send('Performance.getMetrics')
  const of = (name: string) => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1_000
  return { script: of('ScriptDuration'), layout: of('LayoutDuration') + of('RecalcStyleDuration') }
}
