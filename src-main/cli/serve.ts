import { once } from 'node:events'
import { z } from 'zod'
import { fail, ok } from '../../src-core/result.ts'
import { same } from '../../src-core/text.ts'
import type { CliCommand } from './define.ts'
import { readFlag } from './values.ts'

export const serve: CliCommand = {
  usage: 'serve',
  description: { en: 'Open the window in a browser of this computer', zh: '在本机浏览器中打开界面' },
  options: [
    { flag: '--port <n>', description: { en: 'The port; any free one by default', zh: '端口，默认任选空闲端口' } },
  ],
  async run({ options, terminal }) {
    const port = readFlag('--port', z.int().min(0).max(65_535), options.port)
    if (!port.ok) return port
    const { startServer } = await import('../server.ts')
    const onFreshAddress = (url: string) => {
      terminal.say({ en: 'That address had been used. Open this one:', zh: '该地址已被使用，请打开以下地址：' })
      terminal.print(url)
    }
    // It rejects with a sentence where the port cannot be had.
    const server = await startServer({ port: port.value, onFreshAddress }).catch((error: Error) => error)
    if (server instanceof Error) return fail('cannot-serve', same(server.message))
    terminal.print(server.url)
    terminal.say({ en: 'Ctrl+C ends it.', zh: '按 Ctrl+C 结束。' })
    await once(process, 'SIGINT')
    await server.close()
    return ok(undefined)
  },
}
