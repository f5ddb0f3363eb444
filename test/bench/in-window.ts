import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from '@playwright/test'
import type { startServer } from '../../src-main/server.ts'
import type { useEditor } from '../../src-renderer/store/editor.ts'
import type { useView } from '../../src-renderer/store/view.ts'
import { buildPage, noChromium, openChromium } from './browser.ts'
import { cache, root } from './places.ts'
import type { Outcome } from './section.ts'

/** What `window/main.mjs` puts in reach. */
export interface Window {
  editor: typeof useEditor
  view: typeof useView
}

/** Measures in the whole window, production build, once its first network is drawn. */
export async function inWindow(measure: (page: Page) => Promise<Outcome>): Promise<Outcome> {
  const browser = await openChromium()
  if (!browser) return noChromium
  const data = await mkdtemp(join(tmpdir(), 'layerloom-bench-'))
  const server = await serveWindow(data)
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(server.url)
    await page.locator('.react-flow__node').first().waitFor()
    return await measure(page)
  } finally {
    await browser.close()
    await server.close()
    await rm(data, { recursive: true, force: true })
  }
}

/** The built server with the window's own sources, bundled for production with {@link Window} in reach. */
async function serveWindow(data: string) {
  const renderer = await buildPage('window')
  const built = (await import(pathToFileURL(resolve(root, 'out/main/server.js')).href)) as {
    startServer: typeof startServer
  }
  const directories = { data, cache, documents: data, runs: join(data, 'runs') }
  return built.startServer({ renderer, directories })
}
