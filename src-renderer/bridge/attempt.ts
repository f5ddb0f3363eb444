import { RpcError } from '../../src-core/contract/connect.ts'
import type { Result } from '../../src-core/result.ts'
import { fail } from '../../src-core/result.ts'

/** Turns a call that came to no answer into a failure like any other, so that whoever asked has one thing to say. */
export async function attempt<T>(call: Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await call
  } catch (error) {
    if (!(error instanceof RpcError)) throw error
    return error.code === 'closed' ? connectionLost : bug(error)
  }
}

/** The same, or nothing where whoever asked waits for it no more. */
export async function attemptUntil<T>(signal: AbortSignal, call: Promise<Result<T>>): Promise<Result<T> | undefined> {
  try {
    const result = await attempt(call)
    return signal.aborted ? undefined : result
  } catch (error) {
    if (signal.aborted) return undefined
    throw error
  }
}

const connectionLost = fail(
  'connection-lost',
  { en: 'The connection to Layerloom was lost on the way.', zh: '与 Layerloom 的连接在途中断开了。' },
  {
    en: 'Your document is still here. Try again once the connection is back.',
    zh: '文档仍在此处。连接恢复后请重试。',
  },
)

const bug = ({ message }: RpcError) =>
  fail(
    'internal',
    { en: `Layerloom made a mistake: ${message}`, zh: `Layerloom 内部出错：${message}` },
    { en: 'Your document is still here. Please report it.', zh: '文档仍在此处。欢迎反馈此问题。' },
  )
