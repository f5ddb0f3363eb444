import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser } from '@playwright/test'
import { noChromium, openChromium } from './browser.ts'
import { environment, root } from './places.ts'
import type { Section } from './section.ts'

const rounds = 5

/** From the start of the built program to a graph that can be edited, in a browser that runs already. */
export const start: Section = {
  name: 'start',
  title: 'From the start of the built server to an editable graph (Chromium)',
  needsBuild: true,
  async run() {
    const browser = await openChromium()
    if (!browser) return noChromium
    const data = await mkdtemp(join(tmpdir(), 'layerloom-bench-'))
    try {
      const served: number[] = []
      const editable: number[] = []
      for (let round = 0; round < rounds; round++) {
        const took = await startOnce(browser, data)
        served.push(took.served)
        editable.push(took.editable)
      }
      return {
        measures: [
          { what: 'the server answers', unit: 's', values: served },
          { what: 'the graph can be edited', unit: 's', values: editable, limit: 3 },
        ],
        notes: ['Each time a new process and a browser context without a cache; the browser itself is open before.'],
      }
    } finally {
      await browser.close()
      await rm(data, { recursive: true, force: true })
    }
  },
}

/** Seconds since the start of the process. */
async function startOnce(browser: Browser, data: string): Promise<{ served: number; editable: number }> {
  const begun = performance.now()
  const since = () => (performance.now() - begun) / 1_000
  const server = spawn(process.execPath, [resolve(root, 'out/main/server.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: environment(data),
  })
  const context = await browser.newContext()
  try {
    const [url] = (await once(createInterface(server.stdout), 'line')) as [string]
    const served = since()
    const page = await context.newPage()
    await page.goto(url)
    const layer = page.locator('.react-flow__node[data-id="input"]')
    await layer.click()
    await page.locator('.react-flow__node.selected[data-id="input"]').waitFor()
    return { served, editable: since() }
  } finally {
    await context.close()
    server.kill()
    await once(server, 'exit')
  }
}
