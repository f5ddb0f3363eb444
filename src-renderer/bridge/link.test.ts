import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { call, stream } from '../../src-core/contract/define.ts'
import { memoryPorts } from '../../src-core/contract/memory.ts'
import type { Port } from '../../src-core/contract/port.ts'
import { serve } from '../../src-core/contract/serve.ts'
import { follow } from './follow.ts'
import { createLink } from './link.ts'

const contract = {
  double: call(z.strictObject({ n: z.number() }), z.number()),
  hang: call(z.strictObject({}), z.number()),
  count: stream(z.strictObject({}), z.number()),
}

/** A server that can be cut off; each connection counts from its own hundred. */
function server() {
  let connections = 0
  let cut = () => {}
  let up = true
  const open = async (): Promise<Port> => {
    if (!up) throw new Error('nobody there')
    connections += 1
    const base = connections * 100
    const [near, far] = memoryPorts()
    serve(
      contract,
      {
        double: ({ n }) => n * 2,
        hang: () => new Promise<number>(() => {}),
        async *count(_, signal) {
          yield base + 1
          yield base + 2
          await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
        },
      },
      far,
    )
    cut = far.close
    return near
  }
  return {
    open,
    cut: () => cut(),
    down: () => (up = false),
    up: () => (up = true),
    connections: () => connections,
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('connects at the first call and not before', async () => {
  const there = server()
  const link = createLink(contract, there.open)
  expect(there.connections()).toBe(0)
  expect(await link.client.double({ n: 4 })).toBe(8)
  expect(link.state.getState()).toEqual({ phase: 'connected' })
  expect(there.connections()).toBe(1)
})

test('a call under way when the connection goes rejects; one made meanwhile waits and is answered', async () => {
  const there = server()
  const link = createLink(contract, there.open)
  await link.client.double({ n: 1 })
  const hanging = expect(link.client.hang({})).rejects.toMatchObject({ code: 'closed' })
  await vi.advanceTimersByTimeAsync(0)
  there.down()
  there.cut()
  await hanging
  expect(link.state.getState().phase).toBe('lost')

  const waiting = link.client.double({ n: 21 })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(link.state.getState().phase).toBe('lost')
  there.up()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await waiting).toBe(42)
  expect(link.state.getState()).toEqual({ phase: 'connected' })
})

test('waits longer after each attempt, and not at all when asked', async () => {
  const there = server()
  there.down()
  const link = createLink(contract, there.open)
  void link.client.double({ n: 1 })
  const attempts: number[] = []
  link.state.subscribe((state) => {
    if (state.phase === 'lost' && state.retryAt) attempts.push(state.retryAt - Date.now())
  })
  await vi.advanceTimersByTimeAsync(30_000)
  expect(attempts.slice(0, 7)).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 8_000])
  there.up()
  link.retryNow()
  await vi.advanceTimersByTimeAsync(0)
  expect(link.state.getState()).toEqual({ phase: 'connected' })
  link.close()
})

test('a window that is not let in does not knock for ever', async () => {
  let knocks = 0
  const link = createLink(contract, async () => (knocks++, null))
  void link.client.double({ n: 1 })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(knocks).toBe(1)
  expect(link.state.getState()).toEqual({ phase: 'closed' })
})

test('a followed stream begins anew after a lost connection', async () => {
  const there = server()
  const link = createLink(contract, there.open)
  const seen: (number | 'begin')[] = []
  const leaving = new AbortController()
  const done = follow((signal) => link.client.count({}, signal), {
    signal: leaving.signal,
    onBegin: () => void seen.push('begin'),
    onItem: (item) => void seen.push(item),
  })
  await vi.advanceTimersByTimeAsync(10)
  there.cut()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(seen).toEqual(['begin', 101, 102, 'begin', 201, 202])
  leaving.abort()
  await done
})
