import { heap } from './heap.ts'
import { inWindow } from './in-window.ts'
import type { Window } from './in-window.ts'
import { residualNetwork } from './networks.ts'
import type { Section } from './section.ts'

/** Edits, each with its undo, before the heap is looked at for the first time: by then all that is kept is there. */
const settling = 100
const edits = 1_000

/** What stays behind of edits that were undone. */
export const memory: Section = {
  name: 'memory',
  title: 'The heap over 1,000 edits of a graph of 1,000 layers, each undone (Chromium)',
  needsBuild: true,
  run: () =>
    inWindow(async (page) => {
      const chromium = await page.context().newCDPSession(page)
      await page.evaluate(
        (document) => {
          const { editor } = window as unknown as Window
          editor.getState().load({ document })
        },
        residualNetwork(1_000) as never,
      )
      await page.evaluate(editAndUndo, settling)
      await page.waitForTimeout(1_000)
      const before = await heap(chromium)
      await page.evaluate(editAndUndo, edits)
      await page.waitForTimeout(1_000)
      const after = await heap(chromium)
      return {
        measures: [
          { what: `after ${settling} edits`, unit: 'MiB', values: [before] },
          { what: `after ${edits} more`, unit: 'MiB', values: [after], limit: before + 8 },
        ],
      }
    }),
}

/** Runs in the page: changes a layer's filters and takes it back, so many times, with a frame for every ten. */
async function editAndUndo(times: number): Promise<void> {
  const { editor } = window as unknown as Window
  for (let round = 0; round < times; round++) {
    const params = { filters: 33 + (round % 50) }
    const done = editor.getState().execute('setParams', { id: 'stage2/block24/residual/branch/conv1', params })
    if (!done.ok) throw new Error(done.failure.message.en)
    editor.getState().undo()
    if (round % 10 === 0) await new Promise((drawn) => requestAnimationFrame(drawn))
  }
}
