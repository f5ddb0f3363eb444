import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { _electron as electron, expect, test } from '@playwright/test'

const root = resolve(import.meta.dirname, '../..')
const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
const pathFile = join(folder, 'path.txt')
const program = existsSync(pathFile) ? join(folder, 'dist', readFileSync(pathFile, 'utf8')) : undefined
const hasScreen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY

const missing =
  !program || !existsSync(program)
    ? 'Electron’s program is not here: npm brings it by an install script, which we do not run.'
    : !hasScreen
      ? 'There is no screen for Electron’s window.'
      : undefined
// The list of tests says that it was skipped, not why.
if (missing && process.env.TEST_WORKER_INDEX === undefined) console.log(`Electron’s own test is skipped. ${missing}`)
test.skip(missing !== undefined, missing)

test('the real program opens its window, sandboxed, and ends', async () => {
  const data = await mkdtemp(join(tmpdir(), 'layerloom-real-electron-'))
  const app = await electron.launch({
    executablePath: program!,
    args: [root],
    env: { ...(process.env as Record<string, string>), LAYERLOOM_DATA: data },
  })
  try {
    const window = await app.firstWindow()
    await expect(window).toHaveTitle(/Layerloom/)
    expect(window.url()).toBe('app://layerloom/')
    expect(await window.evaluate(() => 'require' in globalThis || 'process' in globalThis)).toBe(false)
    const menu = await app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.items.map(({ label }) => label))
    expect(menu).toHaveLength(4)
    expect(await window.evaluate(() => fetch('/%2e%2e/main/index.js').then(({ status }) => status))).toBe(404)
    const closed = app.waitForEvent('close')
    await app.evaluate(({ app }) => app.quit())
    await closed
  } finally {
    await app.close().catch(() => undefined)
    await rm(data, { recursive: true, force: true })
  }
})
