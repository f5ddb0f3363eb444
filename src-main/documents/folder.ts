import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { z } from 'zod'
import type { FolderEntry } from '../../src-core/contract/contract.ts'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { readFailure } from './failures.ts'

type Entry = z.output<typeof FolderEntry>
export interface Listing {
  path: string
  /** Null at the top. */
  parent: string | null
  entries: Entry[]
}

/** A folder with a million files must not become a message of 100 MB. */
const most = 5_000
const order = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** What the window's own file dialog shows of a folder: folders first, then files; hidden ones are left out. */
export async function listFolder(path: string): Promise<Result<Listing>> {
  const folder = resolve(path)
  try {
    const found = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.'))
    const entries = (await Promise.all(found.slice(0, most).map((entry) => describe(folder, entry)))).filter(
      (entry) => entry !== undefined,
    )
    entries.sort((a, b) => (a.kind === b.kind ? order.compare(a.name, b.name) : a.kind === 'folder' ? -1 : 1))
    const parent = dirname(folder)
    return ok({ path: folder, parent: parent === folder ? null : parent, entries })
  } catch (error) {
    return readFailure(error, folder)
  }
}

/** Sockets, devices and links to nowhere are nothing that a person could choose. */
async function describe(folder: string, entry: Dirent): Promise<Entry | undefined> {
  const path = join(folder, entry.name)
  const what = entry.isSymbolicLink() ? await stat(path).catch(() => undefined) : entry
  if (what?.isDirectory()) return { name: entry.name, path, kind: 'folder' }
  if (what?.isFile()) return { name: entry.name, path, kind: 'file' }
  return undefined
}
