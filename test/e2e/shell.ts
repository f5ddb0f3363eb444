import { execFile, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'

const root = resolve(import.meta.dirname, '../..')
/** TensorFlow is set up once for all tests and kept between runs. */
const cache = process.env.LAYERLOOM_CACHE ?? join(root, '.cache/layerloom')

export interface Shell {
  /** Lets one page in. */
  url: string
  /** A folder of this test's own, for files that it saves. */
  folder: string
  /** Milliseconds from starting the program to an address that can be opened. */
  started: number
  /** Ends the program as a power cut would. */
  kill(): Promise<void>
  /** Starts the program again on the same data. */
  restart(): Promise<void>
  /** A command of the program on the same data: `train`, `lenet`, … */
  command(...args: string[]): Promise<unknown>
  /** Ends it in good order and forgets its data. */
  close(): Promise<void>
}

/** The built browser shell with data of its own. */
export async function openShell(): Promise<Shell> {
  const folder = await mkdtemp(join(tmpdir(), 'layerloom-e2e-'))
  const env = { ...process.env, LAYERLOOM_DATA: join(folder, 'data'), LAYERLOOM_CACHE: cache, HOME: folder }
  const start = async () => {
    const begun = performance.now()
    const child = spawn(process.execPath, [join(root, 'out/main/server.js')], { cwd: folder, env })
    const ended = new Promise<void>((done) => child.on('exit', () => done()))
    let said = ''
    const url = await new Promise<string>((done, failed) => {
      child.stderr.on('data', (chunk) => (said += chunk))
      child.on('exit', () => failed(new Error(`The server ended before it was ready:\n${said}`)))
      child.stdout.on('data', (chunk) => {
        const found = /http:\/\/\S+/.exec(String(chunk))
        if (found) done(found[0])
      })
    })
    return { child, ended, url, started: performance.now() - begun }
  }
  let running = await start()
  const end = async (signal: NodeJS.Signals) => {
    running.child.kill(signal)
    await running.ended
  }
  return {
    get url() {
      return running.url
    },
    folder,
    get started() {
      return running.started
    },
    kill: () => end('SIGKILL'),
    async restart() {
      running = await start()
    },
    command: (...args) =>
      promisify(execFile)(process.execPath, [join(root, 'bin/layerloom.js'), ...args], { cwd: folder, env }),
    async close() {
      await end('SIGTERM')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Opens the window and waits until its graph can be edited. Whatever the page prints as an error fails the test. */
export async function openWindow(page: Page, url: string): Promise<void> {
  page.on('pageerror', (error) => {
    throw error
  })
  await page.goto(url)
  await expect(layer(page, 'features/c1')).toBeVisible()
}

/** A layer's card on the canvas, by the node's id. */
export const layer = (page: Page, id: string) => page.getByRole('group', { name: new RegExp(`^${id},`) })

export const screenshot = (page: Page, name: string) =>
  page.screenshot({ path: join(root, 'test-results/screenshots', `${name}.png`) })

/** TensorFlow is there, or is set up now, as the window offers it. */
export async function readyTensorFlow(page: Page): Promise<void> {
  const fetch = page.getByRole('button', { name: /^Fetch TensorFlow/ })
  const train = page.getByRole('region', { name: 'Training' }).getByRole('button', { name: 'Train', exact: true })
  await expect(fetch.or(train.and(page.locator(':enabled'))).first()).toBeVisible()
  if (await fetch.isVisible()) await fetch.click()
  await expect(train).toBeEnabled({ timeout: 300_000 })
}
