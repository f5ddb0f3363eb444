import { existsSync, readFileSync, statSync } from 'node:fs'
import { mkdir, readdir, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { decode, encode } from '../../src-core/contract/wire.ts'
import { formatDocument } from '../../src-core/document/file.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Failure, Result } from '../../src-core/result.ts'
import { Plan } from '../../src-core/training/plan.ts'
import { isLive, RunSummary } from '../../src-core/training/run.ts'
import type { RunState } from '../../src-core/training/run.ts'
import { writeFailure } from '../documents/failures.ts'
import { openDocument } from '../documents/open-save.ts'
import { writeAtomic } from '../documents/write-atomic.ts'
import { isOtherAlive, Owner } from './owner.ts'

/** What lies in a run's folder. */
export const files = {
  /** Written last: a folder without it is no run. */
  record: 'run.json',
  plan: 'plan.json',
  graph: 'graph.loom',
  metrics: 'metrics.jsonl',
  checkpoint: 'checkpoint.bin',
  /** The weights of the best epoch, as a checkpoint without an optimizer's memory. */
  best: 'best.bin',
  /** Weights of another run that this one began with, as a checkpoint without an optimizer's memory. */
  start: 'start.bin',
  /** How the classes were told apart after the last and after the best epoch. */
  lastClasses: 'classes-last.json',
  bestClasses: 'classes-best.json',
  log: 'log.txt',
} as const

const recordVersion = 1

/** `run.json`: what the list shows of a run, apart from its plan, and who looks after it. */
const RunRecord = z.object({
  ...RunSummary.omit({ id: true, directory: true, plan: true, exportable: true }).shape,
  version: z.literal(recordVersion),
  /** Present while the run is live or queued. */
  owner: Owner.optional(),
})
type RunRecord = z.output<typeof RunRecord>

/**
 * Makes a run's folder with all that a trainer needs. Where that fails, nothing of it is left behind.
 *
 * @param options.write puts more into the folder before it is one of a run
 * @param options.mayExist take an empty folder that is there; otherwise its name belongs to another run
 */
export async function createRunFolder(
  summary: RunSummary,
  document: LoomDocument,
  { owner, mayExist, write }: { owner: Owner; mayExist: boolean; write?: (directory: string) => Promise<Result<void>> },
): Promise<Result<void>> {
  const { directory } = summary
  let made: string | undefined
  try {
    made = await mkdir(dirname(directory), { recursive: true })
    const isNew = await makeFolder(directory)
    if (isNew) made ??= directory
    else if (!mayExist) return notEmpty(directory, true)
    const taken = await readdir(directory)
    if (taken.length > 0) return notEmpty(directory, taken.includes(files.record))
    await writePlan(directory, summary.plan)
    await writeAtomic(join(directory, files.graph), formatDocument(document))
    const written = await write?.(directory)
    if (written && !written.ok) {
      await clear(directory, made)
      return written
    }
    await writeRecord(summary, owner)
    return ok(undefined)
  } catch (error) {
    await clear(directory, made)
    return notCreated(error, directory)
  }
}

/** Takes back what was begun; `made` is the outermost folder that was not there before. */
async function clear(directory: string, made: string | undefined) {
  await removeRunFiles(directory).catch(() => undefined)
  if (made) await removeEmptyFolders(directory, made)
}

/** Makes a folder; false where there is one already. */
async function makeFolder(directory: string): Promise<boolean> {
  try {
    await mkdir(directory)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' && statSync(directory).isDirectory()) return false
    throw error
  }
}

export const writePlan = (directory: string, plan: Plan): Promise<void> =>
  writeAtomic(join(directory, files.plan), `${JSON.stringify(plan, undefined, 2)}\n`)

/** @param owner the process that looks after the run while it is live or queued */
export function writeRecord(summary: RunSummary, owner: Owner | undefined): Promise<void> {
  const { id: _id, directory: _directory, plan: _plan, exportable: _exportable, ...shown } = summary
  const isOwned = isLive(summary.state) || summary.state.phase === 'queued'
  const record: RunRecord = { version: recordVersion, ...shown, owner: isOwned ? owner : undefined }
  return writeAtomic(join(summary.directory, files.record), `${JSON.stringify(encode(record), undefined, 2)}\n`)
}

/**
 * What the list shows of the run in a folder, or nothing where there is none: half written, or something else. A run whose
 * record is damaged is shown with the reason, because its weights may be well.
 *
 * Reads at once and not in turns, so that a list is there when it is asked for: two small files a run.
 */
export function readSummary(directory: string, id: string): RunSummary | undefined {
  const text = readText(join(directory, files.record))
  const plan = readPlan(directory)
  if (text === undefined || !plan) return undefined
  const record = parseRecord(text)
  const exportable = existsSync(join(directory, files.checkpoint))
  if ('damage' in record) {
    const state: RunState = { phase: 'failed', failure: record.damage }
    const startedAt = modifiedAt(directory)
    return { id, directory, title: basename(directory), startedAt, plan, state, params: 0, exportable }
  }
  const { version: _, owner, state, ...shown } = record
  return { id, directory, ...shown, plan, exportable, state: withOwner(state, owner, directory) }
}

/** Whether a run's weights came with a model of another program: its plan says nothing of what they learned from. */
export const isImported = (directory: string): boolean =>
  readSummary(directory, basename(directory))?.state.phase === 'imported'

/** A live run whose process is gone was interrupted; what this process trains itself is not asked for here. */
function withOwner(state: RunState, owner: Owner | undefined, directory: string): RunState {
  if (!isLive(state)) return state
  const wroteAt = Math.max(...[files.record, files.metrics, files.log].map((name) => modifiedAt(join(directory, name))))
  return owner && isOtherAlive(owner, wroteAt) ? state : { phase: 'interrupted' }
}

/** Whether another process has the run in its queue. */
export function isQueuedElsewhere(directory: string): boolean {
  const text = readText(join(directory, files.record))
  const record = text === undefined ? undefined : parseRecord(text)
  if (!record || 'damage' in record || record.state.phase !== 'queued' || !record.owner) return false
  return isOtherAlive(record.owner, modifiedAt(join(directory, files.record)))
}

function parseRecord(text: string): RunRecord | { damage: Failure } {
  let json: unknown
  try {
    json = decode(JSON.parse(text))
  } catch {
    return { damage: damaged }
  }
  const version = (json as { version?: unknown } | null)?.version
  if (typeof version === 'number' && version > recordVersion) return { damage: tooNew }
  return RunRecord.safeParse(json).data ?? { damage: damaged }
}

/** How a run is trained, or nothing where its folder does not say so. */
export function readPlan(directory: string): Plan | undefined {
  try {
    return Plan.safeParse(JSON.parse(readText(join(directory, files.plan)) ?? '')).data
  } catch {
    return undefined
  }
}

/** The network of a run, as it was when the run was started. */
export async function readRunDocument(directory: string): Promise<Result<LoomDocument>> {
  const opened = await openDocument(join(directory, files.graph))
  return opened.ok ? ok(opened.value.document) : opened
}

/** Deletes a run. What else a person has put into its folder stays, and the folder with it. */
export async function removeRun(directory: string): Promise<Result<Record<string, never>>> {
  try {
    await removeRunFiles(directory)
    await removeEmptyFolders(directory, directory)
    return ok({})
  } catch (error) {
    return fail(
      'not-removed',
      {
        en: `The run’s folder ${directory} could not be deleted (${(error as Error).message}).`,
        zh: `无法删除训练文件夹 ${directory}（${(error as Error).message}）。`,
      },
      { en: 'Check who may change that folder.', zh: '请检查该文件夹的权限。' },
    )
  }
}

/** The record goes last: until then the run is in the list and can be deleted again. */
async function removeRunFiles(directory: string) {
  const temporary = (await readdir(directory)).filter((name) => /^\.layerloom-.*\.tmp$/.test(name))
  const { record, ...others } = files
  for (const name of [...temporary, ...Object.values(others), record]) await rm(join(directory, name), { force: true })
}

/** Removes a folder and those that it is in, up to `top`, as long as nothing is in them. */
async function removeEmptyFolders(directory: string, top: string) {
  for (let folder = directory; folder.startsWith(top); folder = dirname(folder)) {
    const removed = await rmdir(folder).then(
      () => true,
      () => false,
    )
    if (!removed) return
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

const modifiedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

function notCreated(error: unknown, directory: string) {
  const { code, message } = writeFailure(error, directory).failure
  return fail(code, message, {
    en: 'Nothing was started or left behind. Free some space or choose another folder, then train again.',
    zh: '训练没有开始，也没有留下任何文件。请清理磁盘或换一个文件夹，然后重新训练。',
  })
}

const notEmpty = (directory: string, isRun: boolean) =>
  isRun
    ? fail(
        'run-exists',
        { en: `There is a run in ${directory} already.`, zh: `${directory} 中已有一条训练记录。` },
        { en: 'Resume that run, or choose another folder.', zh: '请继续该训练，或换一个文件夹。' },
      )
    : holdsOtherFiles(directory)

export const holdsOtherFiles = (folder: string) =>
  fail(
    'folder-not-empty',
    { en: `The folder ${folder} holds other files.`, zh: `文件夹 ${folder} 中有其他文件。` },
    { en: 'They are left alone: choose a new or empty folder.', zh: '这些文件未作改动，请选择新的或空的文件夹。' },
  )

const damaged = fail(
  'run-damaged',
  { en: 'The run’s record, run.json, is damaged.', zh: '训练记录 run.json 已损坏。' },
  {
    en: 'If it had weights, they can still be exported, and the run can be resumed.',
    zh: '若已有权重，仍可导出，也可以继续训练。',
  },
).failure

export const tooNewCode = 'run-too-new'
const tooNew = fail(
  tooNewCode,
  { en: 'The run was made by a newer Layerloom.', zh: '该训练由更新版本的 Layerloom 创建。' },
  { en: 'Open it with that one.', zh: '请用该版本打开。' },
).failure
