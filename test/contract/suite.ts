import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { connect, RpcError } from '../../src-core/contract/connect.ts'
import { call, stream } from '../../src-core/contract/define.ts'
import type { Handlers } from '../../src-core/contract/define.ts'
import { mailbox } from '../../src-core/contract/mailbox.ts'
import type { Port } from '../../src-core/contract/port.ts'
import { serve } from '../../src-core/contract/serve.ts'

/** Two joined ports of a transport, and how each side leaves. */
export interface Pair {
  server: Port
  client: Port
  closeServer(): void | Promise<void>
  closeClient(): void | Promise<void>
}

const number = z.union([z.number(), z.nan(), z.literal(Infinity), z.literal(-Infinity)])

const contract = {
  double: call(z.strictObject({ x: z.int() }), z.int()),
  echo: call(z.strictObject({ value: z.unknown() }), z.strictObject({ value: z.unknown() })),
  numbers: call(z.strictObject({ values: z.array(number) }), z.array(number)),
  wrong: call(z.strictObject({}), z.int()),
  broken: call(z.strictObject({}), z.int()),
  hang: call(z.strictObject({}), z.int()),
  count: stream(z.strictObject({ to: z.int() }), z.int()),
  flood: stream(z.strictObject({}), z.array(z.int())),
  breaks: stream(z.strictObject({ after: z.int() }), z.int()),
  waits: stream(z.strictObject({}), z.int()),
}

/** What the serving side saw. */
interface Seen {
  hangs: number
  aborted: string[]
  counted: number
  unsubscribed: boolean
  errors: string[]
}

function handlersFor(seen: Seen): Handlers<typeof contract> {
  const noteAbort = (name: string, signal: AbortSignal) =>
    signal.addEventListener('abort', () => seen.aborted.push(name))
  return {
    double: ({ x }) => x * 2,
    echo: ({ value }) => ({ value }),
    numbers: ({ values }) => values,
    wrong: () => 'not a number' as unknown as number,
    broken: () => {
      throw new Error('a bug')
    },
    hang: (_, signal) => {
      seen.hangs += 1
      noteAbort('hang', signal)
      return new Promise(() => {})
    },
    count: async function* ({ to }) {
      for (let i = 1; i <= to; i++) {
        seen.counted = i
        yield i
      }
    },
    flood: (_, signal) =>
      mailbox<number[]>(
        (push) => {
          let next = 0
          const timer = setInterval(() => {
            for (let i = 0; i < 100; i++) push([next++])
          }, 1)
          return () => {
            clearInterval(timer)
            seen.unsubscribed = true
          }
        },
        (waiting, more) => [...waiting, ...more],
        signal,
      ),
    breaks: async function* ({ after }) {
      for (let i = 0; i < after; i++) yield i
      throw new Error('broke')
    },
    waits: async function* (_, signal) {
      noteAbort('waits', signal)
      yield 1
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
    },
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Everything that a contract promises, over any transport. `makePorts` opens a new pair. */
export function contractSuite(name: string, makePorts: () => Pair | Promise<Pair>): void {
  const pairs: Pair[] = []
  afterEach(async () => {
    for (const pair of pairs.splice(0)) {
      await pair.closeClient()
      await pair.closeServer()
    }
  })

  async function open() {
    const pair = await makePorts()
    pairs.push(pair)
    const seen: Seen = { hangs: 0, aborted: [], counted: 0, unsubscribed: false, errors: [] }
    const onError = (error: unknown) => seen.errors.push(String(error))
    const stop = serve(contract, handlersFor(seen), pair.server, { onError })
    return { ...pair, seen, stop, client: connect(contract, pair.client) }
  }

  describe(`a contract over ${name}`, () => {
    test('calls give parsed values, many at a time', async () => {
      const { client } = await open()
      const results = await Promise.all(Array.from({ length: 50 }, (_, x) => client.double({ x })))
      expect(results).toEqual(Array.from({ length: 50 }, (_, x) => x * 2))
    })

    test('what does not fit the contract is refused, what breaks is told', async () => {
      const { client, seen } = await open()
      await expect(client.double({ x: 1.5 })).rejects.toMatchObject({ name: 'RpcError', code: 'bad-request' })
      await expect(client.double({ x: 1, y: 2 } as { x: number })).rejects.toMatchObject({ code: 'bad-request' })
      expect(seen.errors).toEqual([])
      await expect(client.wrong({})).rejects.toMatchObject({ code: 'internal' })
      await expect(client.broken({})).rejects.toMatchObject({ code: 'internal', message: 'a bug' })
      expect(seen.errors).toHaveLength(2)
    })

    test('a name that the server does not know is not found', async () => {
      const { client } = await open()
      const pair = pairs.at(-1)!
      const newer = connect({ toString: call(z.strictObject({}), z.int()) }, pair.client)
      await expect(newer.toString({})).rejects.toMatchObject({ code: 'not-found' })
      expect(await client.double({ x: 2 })).toBe(4)
    })

    test('numbers that JSON cannot say arrive as they left', async () => {
      const { client } = await open()
      const values = [NaN, Infinity, -Infinity, 0, -1.5, 2 ** 53]
      expect(await client.numbers({ values })).toEqual(values)
      const nested = { a: [{ loss: NaN }], $: 'nan', b: { $: { $: 'inf' } }, c: [null, '', 'nan', { $: 'object' }] }
      expect(await client.echo({ value: nested })).toEqual({ value: nested })
    })

    test('a stream gives everything in order and ends', async () => {
      const { client } = await open()
      const items: number[] = []
      for await (const item of client.count({ to: 200 })) items.push(item)
      expect(items).toEqual(Array.from({ length: 200 }, (_, i) => i + 1))
    })

    test('a stream is asked for one item at a time', async () => {
      const { client, seen } = await open()
      const iterator = client.count({ to: 1000 })[Symbol.asyncIterator]()
      for (let i = 1; i <= 3; i++) expect(await iterator.next()).toEqual({ done: false, value: i })
      await pause(20)
      expect(seen.counted).toBe(3)
      await iterator.return?.()
    })

    test('a slow reader of a mailbox misses nothing and gets it in few pieces', async () => {
      const { client, seen } = await open()
      const items: number[] = []
      let messages = 0
      for await (const batch of client.flood({})) {
        items.push(...batch)
        messages += 1
        await pause(20)
        if (messages === 6) break
      }
      expect(items.length).toBeGreaterThan(500)
      expect(items).toEqual(items.map((_, i) => i))
      await expect.poll(() => seen.unsubscribed).toBe(true)
    })

    test('a stream that breaks gives what it gave before', async () => {
      const { client } = await open()
      const items: number[] = []
      const read = async () => {
        for await (const item of client.breaks({ after: 3 })) items.push(item)
      }
      await expect(read()).rejects.toMatchObject({ code: 'internal', message: 'broke' })
      expect(items).toEqual([0, 1, 2])
    })

    test('leaving a call or a stream aborts its handler', async () => {
      const { client, seen } = await open()
      const leaving = new AbortController()
      const hanging = client.hang({}, leaving.signal)
      await expect.poll(() => seen.hangs).toBe(1)
      leaving.abort(new Error('changed my mind'))
      await expect(hanging).rejects.toThrow('changed my mind')
      await expect.poll(() => seen.aborted).toEqual(['hang'])

      const stopping = new AbortController()
      const items: number[] = []
      for await (const item of client.waits({}, stopping.signal)) {
        items.push(item)
        setTimeout(() => stopping.abort(), 5)
      }
      expect(items).toEqual([1])
      await expect.poll(() => seen.aborted).toEqual(['hang', 'waits'])
      await expect(client.double({ x: 1 }, AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late')
    })

    test('messages of no known form are ignored', async () => {
      const { client } = await open()
      for (const message of [
        null,
        7,
        'call',
        [],
        {},
        { type: 'call' },
        { type: 'pull', id: 99 },
        { type: 'x', id: 0 },
      ]) {
        pairs.at(-1)!.client.send(message)
        pairs.at(-1)!.server.send(message)
      }
      expect(await client.double({ x: 3 })).toBe(6)
    })

    test.each(['closeServer', 'closeClient'] as const)('%s ends everything on both sides', async (leave) => {
      const { client, seen } = await open()
      const hanging = client.hang({})
      const stream = client.waits({})[Symbol.asyncIterator]()
      expect(await stream.next()).toEqual({ done: false, value: 1 })
      const next = stream.next()
      const rejected = Promise.all([
        expect(hanging).rejects.toMatchObject({ code: 'closed' }),
        expect(next).rejects.toMatchObject({ code: 'closed' }),
      ])
      await expect.poll(() => seen.hangs).toBe(1)
      await pairs.at(-1)![leave]()
      await rejected
      await expect.poll(() => seen.aborted.toSorted()).toEqual(['hang', 'waits'])
      await expect(client.double({ x: 1 })).rejects.toBeInstanceOf(RpcError)
      await expect(client.count({ to: 3 })[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'closed' })
    })

    test('a server that stops serving aborts its handlers and stays silent', async () => {
      const { client, seen, stop } = await open()
      const leaving = new AbortController()
      const hanging = client.hang({}, leaving.signal)
      await expect.poll(() => seen.hangs).toBe(1)
      stop()
      expect(seen.aborted).toEqual(['hang'])
      leaving.abort(new Error('left'))
      await expect(hanging).rejects.toThrow('left')
    })
  })
}
