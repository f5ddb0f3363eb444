import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, rm } from 'node:fs/promises'
import { uptime } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { FileStamp } from '../../src-core/contract/contract.ts'
import type { OpenedDocument, Recoverable } from '../../src-core/contract/contract.ts'
import { formatDocument, parseDocument } from '../../src-core/document/file.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { writeFailure } from './failures.ts'
import { writeAtomic } from './write-atomic.ts'

/** One autosave on the disk. The document is text, so that an older one still goes through its migrations. */
const Autosave = z.object({
  id: z.string(),
  name: z.string(),
  path: z.string().optional(),
  /** What the file held when the window last read or wrote it. */
  known: FileStamp.optional(),
  /** Milliseconds since 1970. */
  savedAt: z.number(),
  /** The process whose window has the document open. */
  pid: z.int().positive(),
  document: z.string(),
})
type Autosave = z.output<typeof Autosave>

/** The autosaves of one window: it owns those that it wrote or recovered, until it closes. */
export interface WindowAutosaves {
  save(entry: {
    id: string
    name: string
    path?: string
    known?: FileStamp
    document: LoomDocument
  }): Promise<Result<Record<string, never>>>
  discard(id: string): Promise<void>
  /** Documents whose window ended without a word: those that no open window owns. */
  recoverable(): Promise<Recoverable[]>
  recover(id: string): Promise<Result<OpenedDocument>>
  /** Discards all that this window owns: it closes in good order. */
  discardAll(): Promise<void>
  /** The window is gone; what it has left behind can be recovered. */
  release(): void
}

/**
 * Autosaves in one folder, a file a document, each written atomically. A file that cannot be read is left where it is:
 * it may hold somebody's work. `alive` tells whether a process still runs.
 */
export function autosaves(folder: string, alive: (autosave: { pid: number; savedAt: number }) => boolean = isAlive) {
  const owners = new Map<string, object>()
  let last: Promise<unknown> = Promise.resolve()
  /** One change of the folder after the other: a save under way must not come back after its discarding. */
  const inTurn = <T>(change: () => Promise<T>): Promise<T> => {
    const result = last.then(change)
    last = result.catch(() => undefined)
    return result
  }

  return {
    /** A window has opened. */
    open(): WindowAutosaves {
      const owner = {}
      const owned = () => [...owners].filter(([, by]) => by === owner).map(([id]) => id)
      const discard = (id: string) =>
        inTurn(async () => {
          owners.delete(id)
          await rm(fileOf(folder, id), { force: true })
        })
      return {
        save: ({ id, name, path, known, document }) =>
          inTurn(async () => {
            const file = fileOf(folder, id)
            const text = formatDocument(document)
            const entry: Autosave = { id, name, path, known, savedAt: Date.now(), pid: process.pid, document: text }
            try {
              await mkdir(folder, { recursive: true })
              await writeAtomic(file, JSON.stringify(entry))
              owners.set(id, owner)
              return ok({})
            } catch (error) {
              return writeFailure(error, file)
            }
          }),
        discard,
        async recoverable() {
          const entries = await readAll(folder)
          return entries
            .filter((entry) => (entry.pid === process.pid ? !owners.has(entry.id) : !alive(entry)))
            .map(({ id, name, path, savedAt }) => ({ id, name, path, savedAt }))
            .sort((a, b) => b.savedAt - a.savedAt)
        },
        async recover(id) {
          const entry = await readOne(fileOf(folder, id))
          const parsed = entry && parseDocument(entry.document)
          if (!parsed)
            return fail('not-recoverable', {
              en: 'This document is no longer there to be recovered.',
              zh: '该文档已无法恢复。',
            })
          if (!parsed.ok) return parsed
          owners.set(id, owner)
          return ok({ path: entry.path, ...parsed.value, ...(entry.known && { stamp: entry.known }) })
        },
        async discardAll() {
          await Promise.all(owned().map(discard))
        },
        release() {
          for (const id of owned()) owners.delete(id)
        },
      }
    },
  }
}

/** A window chooses its ids; as a digest, none of them can name a file elsewhere. */
const fileOf = (folder: string, id: string) =>
  join(folder, `${createHash('sha256').update(id).digest('hex').slice(0, 32)}.json`)

async function readOne(file: string): Promise<Autosave | undefined> {
  try {
    return Autosave.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return undefined
  }
}

async function readAll(folder: string): Promise<Autosave[]> {
  const names = await readdir(folder).catch(() => [])
  const files = names.filter((name) => name.endsWith('.json')).map((name) => join(folder, name))
  const entries = await Promise.all(files.map(readOne))
  // What would not open is not offered.
  return entries.filter((entry) => entry !== undefined).filter((entry) => parseDocument(entry.document).ok)
}

/** Process ids begin anew with the computer: what was written before it started belongs to nobody. */
function isAlive({ pid, savedAt }: { pid: number; savedAt: number }): boolean {
  if (savedAt < Date.now() - uptime() * 1000) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
