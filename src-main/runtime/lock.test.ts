import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lock } from './lock.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-lock-'))
  path = join(folder, 'lock')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const signal = new AbortController().signal
const never = async () => {
  throw new Error('it should not have to wait')
}

test('one holds it at a time, and the next has it when the first lets go', async () => {
  const order: string[] = []
  const release = await lock(path, signal, never)
  const second = lock(path, signal, async () => void order.push('waits')).then((release) => {
    order.push('has it')
    return release
  })
  await sleep(100)
  order.push('let go')
  await release()
  await (
    await second
  )()
  expect(order).toEqual(['waits', 'let go', 'has it'])
  expect(await readdir(folder)).toEqual([])
})

test('waiting ends when it is given up', async () => {
  const release = await lock(path, signal, never)
  const abort = new AbortController()
  await expect(lock(path, abort.signal, async () => abort.abort())).rejects.toThrow()
  await release()
})

/** The number of a process that has ended. */
const deadProcess = () => spawnSync(process.execPath, ['-e', '']).pid

test.each([
  { name: 'its process has ended', holder: () => `${deadProcess()} ${hostname()} abc`, age: 0, waits: false },
  { name: 'it gave no sign of life for long', holder: () => `${process.pid} ${hostname()} abc`, age: 60, waits: false },
  { name: 'its process lives', holder: () => `${process.pid} ${hostname()} abc`, age: 0, waits: true },
  { name: 'it is of another computer', holder: () => `${deadProcess()} another abc`, age: 0, waits: true },
])('a lock that is left behind, when $name: waited for is $waits', async ({ holder, age, waits }) => {
  await writeFile(path, holder())
  const changed = new Date(Date.now() - age * 1000)
  await utimes(path, changed, changed)
  const abort = new AbortController()
  const taken = lock(path, abort.signal, async () => abort.abort())
  if (waits) await expect(taken).rejects.toThrow()
  else await (await taken)()
  expect(await readdir(folder)).toEqual(waits ? ['lock'] : [])
})

test('one that lost it to another does not take the other’s away', async () => {
  const release = await lock(path, signal, never)
  await writeFile(path, 'the other’s')
  await release()
  expect(await readFile(path, 'utf8')).toBe('the other’s')
})
