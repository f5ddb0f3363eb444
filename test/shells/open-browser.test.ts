import { spawnSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../../src-main/shell/open-browser.ts'
import { refuse } from '../../src-main/shell/origin.ts'

let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'layerloom-open-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

describe.skipIf(process.platform !== 'linux')('opening the browser', () => {
  test('gives the opener a file that only its owner can read, and no token', async () => {
    const said = join(home, 'said.txt')
    await mkdir(join(home, 'bin'))
    await writeFile(join(home, 'bin/xdg-open'), `#!/bin/sh\nprintf %s "$*" > ${said}.part && mv ${said}.part ${said}\n`)
    await chmod(join(home, 'bin/xdg-open'), 0o755)
    const path = process.env.PATH
    process.env.PATH = `${join(home, 'bin')}${delimiter}${path}`
    const opened = await openBrowser('http://127.0.0.1:1234/#token=hush', join(home, 'data'))
    process.env.PATH = path
    await expect.poll(() => readFile(said, 'utf8').catch(() => '')).toMatch(/open-\d+\.html$/)
    const file = await readFile(said, 'utf8')
    expect(file).not.toContain('hush')
    expect(await readFile(file, 'utf8')).toContain('#token=hush')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    await opened.clean()
    expect(await readdir(join(home, 'data'))).toEqual([])
  })
})

const chromiumPath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const hasChromium = spawnSync(chromiumPath, ['--version']).status === 0

describe.skipIf(!hasChromium)('the redirect file in a real browser', () => {
  test('leads to the page, whose request is let through though it comes from a file', async () => {
    const sites: unknown[] = []
    const server = createServer((request, response) => {
      sites.push(request.headers['sec-fetch-site'])
      const refusal = refuse(request)
      response.writeHead(refusal?.status ?? 200, { 'content-type': 'text/html' }).end('<title>The window</title>')
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/#token=hush`
    // The name of an opener that is not there: the file is what counts.
    const opened = await openBrowser(url, join(home, 'redirect'))
    const [name] = await readdir(join(home, 'redirect'))
    const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] })
    try {
      const page = await browser.newPage()
      await page.goto(`file://${join(home, 'redirect', name!)}`)
      await page.waitForURL(url)
      expect(await page.title()).toBe('The window')
      expect(sites[0]).toBe('cross-site')
    } finally {
      await browser.close()
      await opened.clean()
      server.close()
    }
  })
})
