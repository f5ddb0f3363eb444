import { protocol } from 'electron'
import { securityHeaders } from '../csp.ts'
import { readStatic } from '../static-files.ts'

const scheme = 'app'
const host = 'layerloom'

/** The window's one address. */
export const pageUrl = `${scheme}://${host}/`

/** Compares scheme and host: `new URL('app://…').origin` is 'null' in Node. */
export function isPage(url: string, page = pageUrl): boolean {
  if (!URL.canParse(url)) return false
  const [asked, own] = [new URL(url), new URL(page)]
  return asked.protocol === own.protocol && asked.host === own.host
}

/** Has to run before Electron is ready. */
export function registerScheme() {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Serves the window's files, and nothing else, under {@link pageUrl}. */
export function serveFiles(renderer: string) {
  protocol.handle(scheme, async (request) => {
    const { pathname } = new URL(request.url)
    if (!isPage(request.url) || request.method !== 'GET')
      return new Response('Not found', { status: 404, headers: securityHeaders })
    const { status, headers, body } = await readStatic(renderer, pathname)
    return new Response(body, { status, headers })
  })
}
