import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunSummary } from '../../src-core/training/run.ts'
import { newDocument } from '../../templates/open.ts'
import { onTinyDisk } from '../../test/training/tiny-disk.ts'
import { appendTo } from './appender.ts'
import { formatLine, readHistory } from './metrics-file.ts'
import type { MetricsLine } from './metrics-file.ts'
import { ownProcess } from './owner.ts'
import type { Owner } from './owner.ts'
import { createRunFolder, readRunDocument, readSummary, removeRun, writeRecord } from './store.ts'
import { thin } from './thin.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-store-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const made = newDocument('lenet')
if (!made.ok) throw new Error('lenet is not there')
const document = made.value

const summaryIn = (directory: string, more: Partial<RunSummary> = {}): RunSummary => ({
  id: 'a-run',
  directory,
  title: 'LeNet-5',
  startedAt: 1_700_000_000_000,
  plan: document.training,
  state: { phase: 'done' },
  params: 61_706,
  exportable: false,
  ...more,
})

const create = (summary: RunSummary, mayExist = false) =>
  createRunFolder(summary, document, { owner: ownProcess(), mayExist })

let count = 0
async function newRun(more: Partial<RunSummary> = {}, parent = folder) {
  const summary = summaryIn(join(parent, `run-${++count}`), more)
  expect(await create(summary)).toEqual({ ok: true, value: undefined })
  return summary
}

describe('a run’s folder', () => {
  test('holds what a trainer needs, and reads as it was written', async () => {
    const lastEpoch = {
      epoch: 1,
      step: 9,
      loss: NaN,
      metrics: { accuracy: 0.1 },
      validation: { loss: Infinity, accuracy: 0.1 },
      seconds: 1,
      examplesPerSecond: 2,
    }
    const summary = await newRun({ device: 'CPU', stepsPerEpoch: 9, lastEpoch })
    expect((await readdir(summary.directory)).sort()).toEqual(['graph.loom', 'plan.json', 'run.json'])
    expect(JSON.parse(await readFile(join(summary.directory, 'plan.json'), 'utf8'))).toEqual(document.training)
    expect(readSummary(summary.directory, 'a-run')).toEqual(summary)
    expect(await readRunDocument(summary.directory)).toEqual({ ok: true, value: document })
  })

  test('a half-written one, a file and something else are no runs', async () => {
    const summary = await newRun()
    await rm(join(summary.directory, 'run.json'))
    expect(readSummary(summary.directory, 'x')).toBeUndefined()
    expect(readSummary(join(summary.directory, 'graph.loom'), 'x')).toBeUndefined()
    expect(readSummary(join(folder, 'nowhere'), 'x')).toBeUndefined()
  })

  test.each([
    ['torn', '{"version": 1, "tit', 'run-damaged'],
    ['empty', '', 'run-damaged'],
    ['of something else', '[null]', 'run-damaged'],
    ['null', 'null', 'run-damaged'],
    ['of a newer version', '{"version": 2, "shape": "new"}', 'run-too-new'],
  ])('whose record is %s is shown with the reason', async (_name, text, code) => {
    const summary = await newRun()
    await writeFile(join(summary.directory, 'run.json'), text)
    await writeFile(join(summary.directory, 'checkpoint.bin'), 'weights')
    expect(readSummary(summary.directory, 'a-run')).toMatchObject({
      id: 'a-run',
      plan: document.training,
      state: { phase: 'failed', failure: { code, message: { zh: expect.any(String) } } },
      exportable: true,
    })
  })

  test('one without a plan is passed over', async () => {
    const summary = await newRun()
    await writeFile(join(summary.directory, 'plan.json'), '{"epochs": -1}')
    expect(readSummary(summary.directory, 'x')).toBeUndefined()
  })

  test('a name that is taken is refused, whatever is in it', async () => {
    const summary = await newRun()
    expect(await create(summary)).toMatchObject({ failure: { code: 'run-exists' } })
    expect(await create(summary, true)).toMatchObject({ failure: { code: 'run-exists' } })
    const other = join(folder, 'other')
    await mkdir(other)
    expect(await create(summaryIn(other))).toMatchObject({ failure: { code: 'run-exists' } })
    await writeFile(join(other, 'thesis.tex'), '')
    expect(await create(summaryIn(other), true)).toMatchObject({ failure: { code: 'folder-not-empty' } })
    expect(await readdir(other)).toEqual(['thesis.tex'])
  })

  test('a person may make the folder first, and it stays where the run cannot be written', async () => {
    const empty = join(folder, 'empty')
    await mkdir(empty)
    expect(await create(summaryIn(empty), true)).toMatchObject({ ok: true })
    const file = join(folder, 'file')
    await writeFile(file, 'mine')
    expect(await create(summaryIn(file), true)).toMatchObject({ ok: false })
    expect(await create(summaryIn(join(file, 'run')), true)).toMatchObject({ ok: false })
    expect(await readFile(file, 'utf8')).toBe('mine')
  })

  test('deleting takes the run and leaves what is somebody’s', async () => {
    const summary = await newRun()
    await writeFile(join(summary.directory, '.layerloom-0a1b.tmp'), 'half a checkpoint')
    expect(await removeRun(summary.directory)).toEqual({ ok: true, value: {} })
    expect(await readdir(folder)).not.toContain(`run-${count}`)
    const kept = await newRun()
    await writeFile(join(kept.directory, 'lenet.keras'), 'exported')
    expect(await removeRun(kept.directory)).toEqual({ ok: true, value: {} })
    expect(await readdir(kept.directory)).toEqual(['lenet.keras'])
  })
})

describe('a run that the folder says is live', () => {
  const gone: Owner = { ...ownProcess(), pid: 2 ** 22 + 1 }
  const parent = process.ppid
  const phaseWith = async (owner: Owner | undefined, more: Partial<RunSummary> = {}) => {
    const summary = await newRun({ state: { phase: 'validating' }, ...more })
    await writeRecord(summary, owner)
    return readSummary(summary.directory, 'x')!.state.phase
  }

  test('was interrupted where its process is gone', async () => {
    expect(await phaseWith(gone)).toBe('interrupted')
    expect(await phaseWith(undefined)).toBe('interrupted')
  })

  test.runIf(process.platform === 'linux')(
    'is another process’s while that lives, and it is the same one',
    async () => {
      const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim()
      const fields = (await readFile(`/proc/${parent}/stat`, 'utf8')).split(') ').at(-1)!.split(' ')
      const started = `${boot} ${fields[19]}`
      expect(await phaseWith({ ...ownProcess(), pid: parent, started })).toBe('validating')
      expect(await phaseWith({ ...ownProcess(), pid: parent, started: `${boot} 1` })).toBe('interrupted')
    },
  )

  test('of another computer is believed while it writes', async () => {
    const elsewhere = { ...gone, host: 'another-computer' }
    expect(await phaseWith(elsewhere)).toBe('validating')
  })

  test('an ended one is nobody’s', async () => {
    const summary = await newRun({ state: { phase: 'stopped' } })
    expect(await readFile(join(summary.directory, 'run.json'), 'utf8')).not.toContain('owner')
  })
})

const step = (number: number, epoch = 1): MetricsLine => ({
  type: 'step',
  step: number,
  epoch,
  loss: 1 / number,
  accuracy: 0.5,
})
const epochLine = (epoch: number, at: number): MetricsLine => ({
  type: 'epoch',
  epoch,
  step: at,
  loss: 1,
  metrics: { accuracy: 0.5 },
  validation: { loss: 1, accuracy: 0.5 },
  seconds: 1,
  examplesPerSecond: 1,
})

/** A run's folder with these lines of figures. */
async function recorded(lines: (MetricsLine | string)[]) {
  const directory = await mkdtemp(join(folder, 'recorded-'))
  const text = lines.map((line) => (typeof line === 'string' ? line : formatLine(line))).join('')
  await writeFile(join(directory, 'metrics.jsonl'), text)
  return directory
}
const stepsIn = async (directory: string) => (await readHistory(directory)).steps.map((one) => one.step)

describe('figures', () => {
  test('that are no numbers stay what they are', async () => {
    const line: MetricsLine = { type: 'step', step: 1, epoch: 1, loss: NaN, accuracy: -Infinity }
    const directory = await recorded([line])
    expect(await readFile(join(directory, 'metrics.jsonl'), 'utf8')).not.toContain('null')
    expect((await readHistory(directory)).steps).toEqual([{ step: 1, epoch: 1, loss: NaN, accuracy: -Infinity }])
  })

  test('a torn last line, zeros of a power cut and nonsense are passed over', async () => {
    const directory = await recorded([step(1), '\0\0\0\n', 'null\n', '{"type":"step"}\n', step(2), step(3)])
    await truncate(join(directory, 'metrics.jsonl'), (await readFile(join(directory, 'metrics.jsonl'))).length - 10)
    expect(await stepsIn(directory)).toEqual([1, 2])
    expect(await readHistory(join(folder, 'nowhere'))).toEqual({ steps: [], epochs: [], log: [], step: 0 })
  })

  test('added after a torn line stand alone', async () => {
    const directory = await recorded([step(1), '{"type":"st'])
    const appender = appendTo(join(directory, 'metrics.jsonl'), (error) => expect.fail(String(error)))
    for (let number = 2; number <= 500; number++) appender.add(formatLine(step(number)))
    await appender.close()
    expect(await stepsIn(directory)).toHaveLength(500)
  })

  test('done in vain before a resumption are no part of the run', async () => {
    const lines = [step(1), step(2), epochLine(1, 2), step(3, 2), step(4, 2), epochLine(2, 4)]
    const directory = await recorded([...lines, { type: 'resumed', step: 3 }, step(4, 2), epochLine(2, 4)])
    const { steps, epochs, step: last } = await readHistory(directory)
    expect(steps.map((one) => one.step)).toEqual([1, 2, 3, 4])
    expect(epochs.map((one) => one.epoch)).toEqual([1, 2])
    expect(last).toBe(4)
    // The mark itself may be lost: a step that comes again says as much.
    expect(await stepsIn(await recorded([...lines, step(2), step(3, 2)]))).toEqual([1, 2, 3])
  })

  test('of 100,000 steps are thinned evenly, with every epoch', async () => {
    const lines: MetricsLine[] = []
    for (let number = 1; number <= 100_000; number++) {
      lines.push(step(number, Math.ceil(number / 1_000)))
      if (number % 1_000 === 0) lines.push(epochLine(number / 1_000, number))
    }
    const { steps, epochs, step: last } = await readHistory(await recorded(lines))
    expect(epochs).toHaveLength(100)
    expect(last).toBe(100_000)
    expect(steps.length).toBeLessThanOrEqual(4_000)
    const shown = thin(steps).map((one) => one.step)
    // Every 64th, and the last.
    expect(shown).toEqual([...Array.from({ length: 1_562 }, (_, index) => 64 * (index + 1)), 100_000])
  })

  test('the log is the end of the file', async () => {
    const directory = await recorded([])
    await appendFile(join(directory, 'log.txt'), Array.from({ length: 9_000 }, (_, n) => `line ${n}\n`).join(''))
    const { log } = await readHistory(directory)
    expect(log.at(-1)).toBe('line 8999')
    expect(log.length).toBeLessThanOrEqual(4_000)
  })
})

describe('a full disk', () => {
  test('is a sentence, and nothing is left behind', async ({ skip }) => {
    const mounted = await onTinyDisk(4, async (disk) => {
      const created = await create(summaryIn(join(disk, 'runs', 'deep', 'run')))
      expect(created).toMatchObject({
        failure: { code: 'disk-full', message: { zh: expect.stringContaining('空间不足') } },
      })
      expect(await readdir(disk)).toEqual([])
    })
    if (!mounted) skip('mounting a tiny disk needs root on Linux')
  })

  test.runIf(process.platform === 'linux')('is told once to who appends', async () => {
    const errors: unknown[] = []
    const appender = appendTo('/dev/full', (error) => errors.push(error))
    appender.add('one\n')
    await new Promise((resolve) => setTimeout(resolve, 50))
    appender.add('two\n')
    await appender.close()
    expect(errors).toMatchObject([{ code: 'ENOSPC' }])
  })
})
