import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { connect } from '../../src-core/contract/connect.ts'
import { contract } from '../../src-core/contract/contract.ts'
import { formatDocument } from '../../src-core/document/file.ts'
import { documentVersion } from '../../src-core/document/schema.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { Plan } from '../../src-core/training/plan.ts'
import { startServer } from '../../src-main/server.ts'
import type { RunningServer } from '../../src-main/server.ts'
import { socketPort } from '../../src-main/shell/socket-port.ts'

const page = '<!doctype html><title>A window</title><script type="module" src="/assets/index-abc.js"></script>'

let home: string
let server: RunningServer
let port: number
const fresh: string[] = []

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'layerloom-server-'))
  const renderer = join(home, 'renderer')
  await mkdir(join(renderer, 'assets'), { recursive: true })
  await mkdir(join(home, 'documents'))
  await writeFile(join(home, 'secret.txt'), 'secret')
  await writeFile(join(home, 'renderer-secret.txt'), 'secret')
  await writeFile(join(renderer, 'index.html'), page)
  await writeFile(join(renderer, 'assets/index-abc.js'), 'export {}')
  await symlink(join(home, 'secret.txt'), join(renderer, 'link.txt'))
  server = await startServer({
    renderer,
    directories: {
      data: join(home, 'data'),
      cache: join(home, 'cache'),
      documents: join(home, 'documents'),
      runs: join(home, 'data/runs'),
    },
    onFreshAddress: (url) => fresh.push(url),
  })
  port = Number(new URL(server.url).port)
})
afterAll(async () => {
  await server.close()
  await rm(home, { recursive: true, force: true })
})

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** A request with exactly these headers and this path: `fetch` would mend both. */
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<Answer>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers: { host: `127.0.0.1:${port}`, ...headers } })
    asked.on('error', reject)
    asked.on('response', async (response) => {
      let body = ''
      for await (const chunk of response) body += chunk
      resolve({ status: response.statusCode!, headers: response.headers, body })
    })
    asked.end()
  })

const tokenOf = (url: string) => new URLSearchParams(new URL(url).hash.slice(1)).get('token')!
const secret = () => randomBytes(24).toString('base64url')
const own = () => `http://127.0.0.1:${port}`

interface Knock {
  token?: string
  session?: string
  origin?: string
  host?: string
  path?: string
  protocols?: string[]
}

/** Tries to open a connection; gives the open socket, or the status with which it was refused. */
function knock({ token, session, origin = own(), host, path = '/rpc', protocols = ['layerloom'] }: Knock) {
  const said = [...protocols, ...(token ? [`token.${token}`] : []), ...(session ? [`session.${session}`] : [])]
  const headers = { ...(host ? { host } : {}), ...(origin ? { origin } : {}) }
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, said, { headers })
  return new Promise<WebSocket | number>((resolve, reject) => {
    socket.on('open', () => resolve(socket))
    socket.on('unexpected-response', (_, response) => {
      resolve(response.statusCode!)
      response.destroy()
    })
    socket.on('error', reject)
  })
}

/** Whoever comes with a spent token makes the server give out a new one. */
async function unusedAddress() {
  const token = tokenOf(server.url)
  for (const page of [await knock({ token, session: secret() }), await knock({ token, session: secret() })])
    if (page instanceof WebSocket) page.terminate()
  return fresh.at(-1)!
}

describe('files', () => {
  test('the page comes with the policy, and with no say for others over it', async () => {
    const { status, headers, body } = await get('/')
    expect({ status, body }).toEqual({ status: 200, body: page })
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(headers['cache-control']).toBe('no-cache')
    const policy = headers['content-security-policy'] as string
    for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"])
      expect(policy.split('; ')).toContain(part)
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(headers['set-cookie']).toBeUndefined()
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  test('what is named by its content may be kept', async () => {
    const { headers } = await get('/assets/index-abc.js')
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect(headers['cache-control']).toContain('immutable')
  })

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '/../renderer-secret.txt',
    '//etc/passwd',
    '/link.txt',
    '/index.html%00.js',
    '/%',
    '/assets',
    '/none.js',
  ])('%s is not found', async (path) => {
    const { status, body } = await get(path)
    expect({ status, body }).toEqual({ status: 404, body: 'Not found' })
  })

  test('nothing can be posted', async () => {
    expect((await get('/', {}, 'POST')).status).toBe(405)
  })
})

describe('requests from elsewhere', () => {
  const refused: [string, Record<string, string>, number][] = [
    ['a name of their own', { host: 'evil.example' }, 421],
    ['a name that begins like ours', { host: '127.0.0.1.evil.example' }, 421],
    ['another address', { host: '192.168.1.2' }, 421],
    ['a foreign origin', { origin: 'http://evil.example' }, 403],
    ['an opaque origin', { origin: 'null' }, 403],
    ['another port of this computer', { origin: 'http://127.0.0.1:1' }, 403],
    ['a page elsewhere that embeds us', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 403],
    [
      'a frame elsewhere',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
      403,
    ],
    ['another port, by fetch', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }, 403],
  ]
  test.each(refused)('%s', async (_, headers, status) => {
    expect((await get('/', headers)).status).toBe(status)
  })

  test.each([
    ['a tunnel on another port', { host: 'localhost:9000', origin: 'http://localhost:9000' }],
    [
      'a person who opens the page',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    ],
  ])('%s is let through', async (_, headers) => {
    expect((await get('/', headers)).status).toBe(200)
  })
})

describe('connections', () => {
  test('need host, origin, subprotocol, token and secret', async () => {
    const token = tokenOf(server.url)
    const session = secret()
    const right = { token, session }
    expect(await knock({ ...right, host: 'evil.example', origin: 'http://evil.example' })).toBe(421)
    expect(await knock({ ...right, origin: 'http://evil.example' })).toBe(403)
    expect(await knock({ ...right, origin: '' })).toBe(403)
    expect(await knock({ ...right, path: '/other' })).toBe(400)
    expect(await knock({ ...right, protocols: ['other'] })).toBe(400)
    expect(await knock({ ...right, token: secret() })).toBe(401)
    expect(await knock({ session })).toBe(401)
    expect(await knock({ token })).toBe(401)
    expect(await knock({ token, session: 'short' })).toBe(401)
    // None of these has spent the token.
    const socket = await knock(right)
    expect(socket).toBeInstanceOf(WebSocket)
    expect((socket as WebSocket).protocol).toBe('layerloom')
    ;(socket as WebSocket).terminate()
  })

  test('a token lets one page in, again and again; another page is turned away and the terminal told', async () => {
    const token = tokenOf(await unusedAddress())
    const mine = secret()
    for (let reload = 0; reload < 3; reload += 1) {
      const socket = await knock({ token, session: mine })
      expect(socket).toBeInstanceOf(WebSocket)
      ;(socket as WebSocket).terminate()
    }
    expect(await knock({ token, session: secret() })).toBe(401)
    const given = fresh.at(-1)!
    expect(tokenOf(given)).not.toBe(token)
    const authorization = (shown: string, session: string) => ({ authorization: `Layerloom ${shown} ${session}` })
    expect((await get('/rpc', authorization(token, mine))).status).toBe(426)
    expect((await get('/rpc', authorization(token, secret()))).status).toBe(401)
    expect((await get('/rpc')).status).toBe(401)
  })

  test('carry the contract', async () => {
    const socket = (await knock({ token: tokenOf(await unusedAddress()), session: secret() })) as WebSocket
    const main = connect(contract, socketPort(socket))
    const documents = join(home, 'documents')
    expect(await main.info({})).toMatchObject({ shell: 'browser', directories: { documents } })
    expect(await main.chooseFile({ mode: 'open', title: 'Open' })).toEqual({ native: false, directory: documents })

    const path = join(documents, 'net.loom')
    const saved = await main.saveDocument({ path, document })
    expect(saved).toMatchObject({ ok: true, value: { path } })
    expect(await readFile(path, 'utf8')).toBe(formatDocument(document))
    expect(await main.openDocument({ path })).toMatchObject({ ok: true, value: { path, document } })
    expect(await main.recentFiles({})).toMatchObject([{ path, name: 'net' }])
    expect(await main.listFolder({ path: documents })).toMatchObject({
      ok: true,
      value: { entries: [{ name: 'net.loom' }] },
    })

    for await (const state of main.runtime({})) {
      expect(['checking', 'absent', 'ready', 'failed']).toContain(state.phase)
      break
    }
    for await (const runs of main.runs({})) {
      expect(runs).toEqual([])
      break
    }
    expect(await main.stopRun({ run: 'none' })).toMatchObject({ ok: false })
    const exported = main.exportRun({ run: 'none', format: 'keras', path: join(home, 'x.keras') })
    for await (const update of exported) expect(update).toMatchObject({ result: { ok: false } })

    // A page that is gone leaves its autosave to the next one.
    expect(await main.autosave({ id: 'a', name: 'net', document })).toEqual({ ok: true, value: {} })
    expect(await main.recoverable({})).toEqual([])
    socket.close()
    await once(socket, 'close')
    const next = (await knock({ token: tokenOf(await unusedAddress()), session: secret() })) as WebSocket
    const again = connect(contract, socketPort(next))
    expect(await again.recoverable({})).toMatchObject([{ id: 'a', name: 'net' }])
    expect(await again.recover({ id: 'a' })).toMatchObject({ ok: true, value: { document } })
    await again.discardAutosave({ id: 'a' })
    next.terminate()
  })

  test('end at the first frame that is no message', async () => {
    for (const frame of ['text', Buffer.from([0xc1, 0xc1, 0xc1])]) {
      const socket = (await knock({ token: tokenOf(await unusedAddress()), session: secret() })) as WebSocket
      socket.send(frame)
      const [code] = await once(socket, 'close')
      expect(code).toBe(1003)
    }
  })
})

const document: LoomDocument = {
  format: 'layerloom',
  version: documentVersion,
  nodes: { input: { type: 'layer', kind: 'input', params: {} } },
  edges: {},
  layout: {},
  training: Plan.parse({}),
}

describe('a port that is taken', () => {
  test('is said in a sentence', async () => {
    await expect(startServer({ port, renderer: home })).rejects.toThrow(/Port \d+ is taken/)
  })
})
