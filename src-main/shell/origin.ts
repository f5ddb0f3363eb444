import type { IncomingMessage } from 'node:http'

/** Why a request is turned away before anything else looks at it. */
export interface Refusal {
  status: 403 | 421
  reason: string
}

/** Names that can only mean this computer; the port is free, since `ssh -L` gives the page another one. */
const loopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/

/**
 * Turns away what a hostile web page could send here: a name of its own that it made point to this computer (DNS
 * rebinding), or a request from its own pages. What has no origin is a program on this computer or a person's own
 * navigation; it gets the window's files, which are public, but never a connection.
 */
export function refuse({ headers, method }: IncomingMessage): Refusal | undefined {
  const { host, origin } = headers
  if (!host || !loopback.test(host)) return { status: 421, reason: 'Unknown host' }
  if (origin !== undefined && origin !== `http://${host}`) return { status: 403, reason: 'Foreign origin' }
  const site = headers['sec-fetch-site']
  const opensPage =
    method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
  // The redirect file that opens the browser is another site, but it navigates; so does a person's bookmark.
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !opensPage)
    return { status: 403, reason: 'Foreign site' }
  return undefined
}

/** A connection carries documents and runs: only a page that this server itself gave out may open one. */
export const refuseConnection = (request: IncomingMessage): Refusal | undefined =>
  refuse(request) ?? (request.headers.origin === undefined ? { status: 403, reason: 'Missing origin' } : undefined)
