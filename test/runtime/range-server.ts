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
  /** The range that each of our requests asked for, in order; `all` where it asked for none. */
  asked: string[]
  /** Bytes of content handed out to us so far. */
  sent(): number
  /** What happens to our next requests, one each. */
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
    // pip may look into a file before it is ended; what is tested is our own asking.
    const ours = !/^pip\//.test(request.headers['user-agent'] ?? '')
    const mishap = (ours && mishaps.shift()) || {}
    if (ours) asked.push(request.headers.range ?? 'all')
    if (mishap.status) return response.writeHead(mishap.status).end()
    const etag = mishap.etag ?? '"one"'
    const [, wanted, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
    const unchanged = (request.headers['if-range'] ?? etag) === etag
    const start = wanted && !mishap.noRanges && unchanged ? Number(wanted) : 0
    if (start > content.length) return response.writeHead(416).end()
    const size =
      last && start === Number(wanted) ? Math.min(Number(last) + 1, content.length) - start : content.length - start
    const type = content.subarray(0, 9).toString() === '<!doctype' ? 'text/html' : 'application/octet-stream'
    const partial = start > 0 || size < content.length
    const range = partial ? { 'content-range': `bytes ${start}-${start + size - 1}/${content.length}` } : {}
    response.writeHead(partial ? 206 : 200, {
      ...{ 'content-type': type, 'content-length': size, 'accept-ranges': 'bytes', etag },
      ...range,
    })
    const end = start + (mishap.cutAfter ?? mishap.stallAfter ?? size)
    const part = request.method === 'HEAD' ? content.subarray(0, 0) : content.subarray(start, end)
    if (ours) sent += part.length
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
