import { existsSync } from 'node:fs'
import { copyFile, lstat, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as tfjs from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RuntimeState } from '../../src-core/contract/contract.ts'
import { serveRanges } from '../../test/runtime/range-server.ts'
import { kitOf, makeWheel, officialArchives, packageIndex, wheelName } from '../../test/runtime/wheel.ts'
import { python } from '../../test/python/python.ts'
import { runProgram } from './child.ts'
import { describe as examine } from './doctor.ts'
import { tensorflowVersion } from './installed.ts'
import { addonPath, describeDevice, loadTensorFlow } from './load.ts'
import { findPythonTensorFlow } from './python.ts'
import { createRuntime } from './runtime.ts'
import type { Runtime } from './runtime.ts'
import { createRuntimes } from './runtimes.ts'

const shared = python ? await findPythonTensorFlow(tensorflowVersion, { LAYERLOOM_PYTHON: python }, []) : undefined
const supported = process.platform === 'linux' && process.arch === 'x64'
const why = `needs Linux on x86-64 and a Python with TensorFlow ${tensorflowVersion} (LAYERLOOM_PYTHON or .venv)`
const withTensorFlow = { skip: !shared || !supported, timeout: 180_000 }
if (withTensorFlow.skip) console.log(`The installation of TensorFlow is not tried: it ${why}.`)

let work: string
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'layerloom-runtime-'))
})
afterAll(() => rm(work, { recursive: true, force: true }))

/** The environment without a Python TensorFlow, and with a path of its own where given. */
function without(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const { LAYERLOOM_PYTHON: _python, VIRTUAL_ENV: _venv, ...rest } = process.env
  return { ...rest, ...more }
}

/** Every phase and step that a runtime goes through, each once. */
function record(runtime: Runtime): string[] {
  const seen: string[] = []
  runtime.subscribe(() => {
    const state = runtime.state()
    const name = state.phase === 'installing' ? state.step.en.split(' ')[0]! : state.phase
    if (seen.at(-1) !== name) seen.push(name)
  })
  return seen
}

/** A folder of the named programs alone, to be a path. */
async function pathOf(...programs: string[]): Promise<string> {
  const folder = await mkdtemp(join(work, 'bin-'))
  for (const program of programs) {
    const { stdout } = await runProgram(['sh', '-c', `command -v ${program}`], { env: process.env })
    await symlink(stdout.trim(), join(folder, program))
  }
  return folder
}

/** Nobody listens there. */
const nowhere = 'http://127.0.0.1:9/'

const hasPip = async () => (await runProgram(['python3', '-m', 'pip', '--version'], { env: process.env })).status === 0

const failureOf = (state: RuntimeState) => (state.phase === 'failed' ? state.failure : undefined)

describe('a TensorFlow that Python has', withTensorFlow, () => {
  const cache = () => join(work, 'shared')
  const env = () => without({ LAYERLOOM_PYTHON: python! })
  const folder = () => join(cache(), 'tensorflow', `${process.platform}-${process.arch}`)

  test('is taken over by a window unasked, and another process that wants it meanwhile waits for that', async () => {
    const runtime = createRuntime({ cache: cache(), env: env(), folders: [] })
    expect(await createRuntime({ cache: cache(), env: env(), folders: [] }).check()).toMatchObject({
      phase: 'absent',
      bytes: 0,
    })
    const seen = record(runtime)
    await expect.poll(() => runtime.state().phase, { timeout: 10_000 }).toBe('installing')
    const other = createRuntime({ cache: cache(), env: env(), folders: [] })
    const seenByOther = record(other)
    expect(await other.fetch()).toMatchObject({ phase: 'ready', version: tensorflowVersion })
    await expect.poll(() => runtime.state(), { timeout: 10_000 }).toEqual(other.state())
    expect(seen).toEqual(['Building', 'Trying', 'ready'])
    expect(seenByOther).toEqual(['Another', 'ready'])
    expect((await lstat(join(folder(), 'deps/lib/libtensorflow_cc.so.2'))).isSymbolicLink()).toBe(true)
    expect(await readdir(dirname(folder()))).toEqual([`${process.platform}-${process.arch}`])
  })

  test('is used at once from then on, in a few milliseconds', async () => {
    const runtime = createRuntime({ cache: cache(), env: env(), folders: [] })
    const begun = performance.now()
    expect((await runtime.check()).phase).toBe('ready')
    expect(performance.now() - begun).toBeLessThan(200)
  })

  test('computes in this process, in the same tfjs that builds models', async () => {
    const runtime = createRuntime({ cache: cache(), env: env(), folders: [] })
    await runtime.check()
    Object.assign(process.env, runtime.environment('cpu'))
    const loaded = await loadTensorFlow()
    if (!loaded.ok) throw new Error(loaded.failure.message.en)
    const tf = loaded.value
    expect(tf.getBackend()).toBe('tensorflow')
    expect(tf.layers).toBe(tfjs.layers)
    expect(await describeDevice(tf)).toEqual({ ok: true, value: 'CPU' })
    const product = tf.matMul([[1, 2]], [[3], [4]])
    expect([...(await product.data())]).toEqual([11])
  })

  test('is described for people and programs', async () => {
    const report = await examine(createRuntimes({ cache: cache(), env: env(), folders: [] }), env())
    expect(report.tensorflow).toMatchObject({ state: 'works', version: tensorflowVersion, source: 'python' })
    expect(report.devices[0]).toMatchObject({ kind: 'cpu', usable: true })
    expect(report.devices[1]!.kind).toBe('gpu')
    expect(report.disk.usedBytes).toBeLessThan(10_000_000)
    expect(report.compiler?.command).toBeTruthy()
  })

  test('that does not load is said to be broken', async () => {
    const addon = join(folder(), addonPath)
    const { size } = await stat(addon)
    await copyFile(addon, join(work, 'addon.node'))
    await writeFile(addon, Buffer.alloc(size))
    const { tensorflow } = await examine(createRuntimes({ cache: cache(), env: env(), folders: [] }), env())
    expect(tensorflow).toMatchObject({ state: 'broken', failure: { code: 'does-not-run' } })
  })
})

describe('a wheel that pip finds', withTensorFlow, () => {
  test('is fetched, paused, gone on with after a cut, built, tried out; then an update keeps its libraries', async () => {
    const cache = join(work, 'wheel')
    const content = makeWheel(shared!.folder, join(work, 'stubs'))
    const server = await serveRanges(packageIndex(content))
    const env = without({ PIP_INDEX_URL: `${server.origin}/simple`, PIP_FIND_LINKS: '', PIP_NO_CACHE_DIR: '1' })
    // From the pause on, nobody could say again where the wheel lies.
    const offline = { ...env, PIP_INDEX_URL: nowhere }
    const create = (env: NodeJS.ProcessEnv) => createRuntime({ cache, env, folders: [], kit: kitOf(content) })
    try {
      const runtime = create(env)
      expect(await runtime.check()).toMatchObject({ phase: 'absent', bytes: content.length })
      const seen = record(runtime)
      server.mishaps.push({ stallAfter: 3_000_000 })
      const end = runtime.fetch()
      await expect.poll(server.sent, { timeout: 30_000 }).toBe(3_000_000)
      await expect.poll(() => runtime.state(), { timeout: 10_000 }).toMatchObject({ phase: 'fetching' })
      await sleep(300)
      runtime.pause()
      const paused = await end
      expect(paused).toMatchObject({ phase: 'paused', total: content.length })
      const received = paused.phase === 'paused' ? paused.received : 0
      expect(received).toBeGreaterThan(2_000_000)

      server.mishaps.push({ cutAfter: 1_000_000 })
      const next = create(offline)
      expect(await next.check()).toEqual({ phase: 'paused', received, total: content.length })
      expect(await next.fetch()).toMatchObject({ phase: 'ready', version: tensorflowVersion })
      expect(server.asked.slice(0, 2)).toEqual(['all', `bytes=${received}-`])
      expect(server.asked).toHaveLength(3)
      expect(seen).toEqual(['Asking', 'fetching', 'paused'])

      const folder = join(cache, 'tensorflow', `${process.platform}-${process.arch}`)
      expect((await readdir(folder)).sort()).toEqual(['deps', 'installed.json', 'lib'])
      expect(existsSync(join(folder, 'deps/include/tensorflow/c/c_api.h'))).toBe(true)
      expect(existsSync(join(folder, 'deps/include/tensorflow/cc'))).toBe(false)
      expect(existsSync(join(cache, 'tensorflow', 'downloads'))).toBe(false)

      const marker = JSON.parse(await readFile(join(folder, 'installed.json'), 'utf8'))
      await writeFile(join(folder, 'installed.json'), JSON.stringify({ ...marker, addon: '4.21.0' }))
      expect((await create(offline).fetch()).phase).toBe('ready')
      expect(server.asked).toHaveLength(3)
    } finally {
      await server.close()
    }
  })
})

describe('a wheel that is no good', { skip: !supported || !(await hasPip()), timeout: 60_000 }, () => {
  test('another than is known, or none at all: nothing of it is kept', async () => {
    const known = Buffer.from('what is known')
    const server = await serveRanges(packageIndex(known))
    server.files.set(`/files/${wheelName}`, Buffer.from('what is sent!'))
    const env = without({
      PIP_INDEX_URL: `${server.origin}/simple`,
      PIP_FIND_LINKS: '',
      TFJS_NODE_CDN_STORAGE: nowhere,
    })
    const cache = join(work, 'no-good')
    try {
      const damaged = await createRuntime({ cache, env, folders: [], kit: kitOf(known) }).fetch()
      expect(failureOf(damaged)?.code).toBe('damaged')
      const noZip = kitOf(Buffer.from('what is sent!'))
      const unpacked = await createRuntime({ cache, env, folders: [], kit: noZip }).fetch()
      expect(failureOf(unpacked)?.code).toBe('unpack-failed')
      expect(await readdir(join(cache, 'tensorflow'))).toEqual(['downloads'])
      expect(await readdir(join(cache, 'tensorflow', 'downloads'))).toEqual([])
    } finally {
      await server.close()
    }
  })
})

describe('where there is no compiler', withTensorFlow, () => {
  test('the official libraries and addon are fetched', async () => {
    const archives = officialArchives(shared!.folder, join(work, 'addon.node'), join(work, 'archives'))
    const server = await serveRanges(archives)
    const env = { PATH: await pathOf('tar', 'gzip'), TFJS_NODE_CDN_STORAGE: `${server.origin}/` }
    try {
      const runtime = createRuntime({ cache: join(work, 'official'), env, folders: [] })
      expect(await runtime.check()).toMatchObject({ phase: 'absent', bytes: 110_000_000 })
      const state = await runtime.fetch()
      expect(state).toMatchObject({ phase: 'ready', version: tensorflowVersion })
      expect(state.phase === 'ready' && state.source.en).toContain('official')
    } finally {
      await server.close()
    }
  })
})

describe('where TensorFlow cannot be had', { skip: !supported, timeout: 60_000 }, () => {
  const fetchWith = async (env: NodeJS.ProcessEnv) => {
    const cache = await mkdtemp(join(work, 'none-'))
    return failureOf(await createRuntime({ cache, env, folders: [] }).fetch())
  }

  test('neither compiler nor network: both reasons, and how to mend the first', async () => {
    const failure = await fetchWith({ PATH: await pathOf('tar'), TFJS_NODE_CDN_STORAGE: nowhere })
    expect(failure?.code).toBe('no-compiler')
    expect(failure?.message.en).toMatch(/no C\+\+ compiler.*127\.0\.0\.1:9 cannot be reached/)
    expect(failure?.advice?.en).toContain('apt install g++')
  })

  test('a compiler without pip and network', async () => {
    const failure = await fetchWith({ PATH: await pathOf('g++', 'tar'), TFJS_NODE_CDN_STORAGE: nowhere })
    expect(failure?.code).toBe('no-pip')
    expect(failure?.advice?.zh).toContain('python3-pip')
  })

  test('pip cannot reach its index', async ({ skip }) => {
    if (!(await hasPip())) return skip('there is no pip here')
    const offline = { PIP_INDEX_URL: `${nowhere}simple`, PIP_FIND_LINKS: '', TFJS_NODE_CDN_STORAGE: nowhere }
    expect((await fetchWith(without(offline)))?.code).toBe('pip-offline')
  })

  test('the index does not have it', async ({ skip }) => {
    if (!(await hasPip())) return skip('there is no pip here')
    const server = await serveRanges({})
    const empty = { PIP_INDEX_URL: `${server.origin}/simple`, PIP_FIND_LINKS: '', TFJS_NODE_CDN_STORAGE: nowhere }
    const failure = await fetchWith(without(empty)).finally(server.close)
    expect(failure?.code).toBe('pip-failed')
    expect(failure?.message.en).toContain('No matching distribution found for tensorflow-cpu')
  })

  test('the folder may not be written', async () => {
    const file = join(work, 'a-file')
    await writeFile(file, '')
    const state = await createRuntime({ cache: file, env: without(), folders: [] }).fetch()
    expect(failureOf(state)).toMatchObject({ code: 'write-failed' })
  })
})

test('a half-done installation, whatever it holds, counts for nothing', async () => {
  const cache = join(work, 'half')
  const folder = join(cache, 'tensorflow', `${process.platform}-${process.arch}`)
  await mkdir(dirname(join(folder, addonPath)), { recursive: true })
  await writeFile(join(folder, addonPath), 'looks good')
  const runtime = createRuntime({ cache, env: { PATH: '' }, folders: [] })
  expect((await runtime.check()).phase).toBe('absent')
  await writeFile(join(folder, 'installed.json'), '{"format":1')
  expect((await runtime.check()).phase).toBe('absent')
})
