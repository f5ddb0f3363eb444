import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { securityHeaders } from './csp.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.map': 'application/json; charset=utf-8',
}

export interface StaticAnswer {
  status: 200 | 404
  headers: Record<string, string>
  body: Uint8Array<ArrayBuffer>
}

const notFound = (): StaticAnswer => ({
  status: 404,
  headers: { ...securityHeaders, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body: new Uint8Array(Buffer.from('Not found')),
})

/**
 * One of the window's files, by the path of its URL; nothing outside `root` is ever read, whether asked for with `..`,
 * with an encoded separator or through a symbolic link.
 */
export async function readStatic(root: string, pathname: string): Promise<StaticAnswer> {
  const file = await locate(root, pathname)
  if (!file) return notFound()
  try {
    const body = new Uint8Array(await readFile(file))
    const type = types[extname(file)] ?? 'application/octet-stream'
    return {
      status: 200,
      headers: { ...securityHeaders, 'content-type': type, 'cache-control': caching(pathname) },
      body,
    }
  } catch {
    return notFound()
  }
}

/** The builder names the files in `assets/` by their content: a name never gets another content. */
const caching = (pathname: string) =>
  pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'

async function locate(root: string, pathname: string): Promise<string | undefined> {
  try {
    const path = decodeURIComponent(pathname === '/' ? '/index.html' : pathname)
    const [home, file] = await Promise.all([realpath(root), realpath(join(root, path))])
    return file.startsWith(home + sep) ? file : undefined
  } catch {
    // A malformed escape, a null byte, or a file that is not there.
    return undefined
  }
}
