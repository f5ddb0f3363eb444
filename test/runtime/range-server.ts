import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How one request is treated; without any of these it is answered well. */
export interface Mishap {
  /** Answers with this status and no content. */
  status?: number
  /** Breaks the connection after so many bytes of this answer. */
  cutAfter?: number
  /** Says nothing more after so many bytes, and keeps the connection. */
  stallAfter?: number
  /** Answers 200 with everything, whatever range is asked for. */
  noRanges?: boolean
  /** The name of the content; another one says that the file has changed. */
  etag?: string
}

export interface RangeServer {
  origin: string
  /** The range that each request asked for, in order; `all` where it asked for none. */
  asked: string[]
  /** Bytes of content handed out so far. */
  sent(): number
  /** What happens to the next requests, one each. */
  mishaps: Mishap[]
  /** Files by path; a test may replace them. */
  files: Map<string, Buffer>
  close(): Promise<void>
}

/** A file server with ranges on the loopback, that can be told to fail. */
export async function serveRanges(files: Record<string, Buffer>): Promise<RangeServer> {
  const asked: string[] = []
  const mishaps: Mishap[] = []
  const contents = new Map(Object.entries(files))
  let sent = 0

  function answer(request: IncomingMessage, response: ServerResponse) {
    const content = contents.get(new URL(request.url!, 'http://localhost').pathname)
    if (!content) return response.writeHead(404).end()
    const mishap = mishaps.shift() ?? {}
    asked.push(request.headers.range ?? 'all')
    if (mishap.status) return response.writeHead(mishap.status).end()
    const etag = mishap.etag ?? '"one"'
    const wanted = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1]
    const unchanged = (request.headers['if-range'] ?? etag) === etag
    const start = wanted && !mishap.noRanges && unchanged ? Number(wanted) : 0
    if (start > content.length) return response.writeHead(416).end()
    const type = content.subarray(0, 9).toString() === '<!doctype' ? 'text/html' : 'application/octet-stream'
    const range = start > 0 ? { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` } : {}
    response.writeHead(start > 0 ? 206 : 200, {
      ...{ 'content-type': type, 'content-length': content.length - start, etag },
      ...range,
    })
    const end = start + (mishap.cutAfter ?? mishap.stallAfter ?? content.length)
    const part = content.subarray(start, end)
    sent += part.length
    if (mishap.cutAfter !== undefined) response.write(part, () => setTimeout(() => response.destroy(), 20))
    else if (mishap.stallAfter !== undefined) response.write(part)
    else response.end(part)
  }

  const server = createServer(answer)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    sent: () => sent,
    mishaps,
    files: contents,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
