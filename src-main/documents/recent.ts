import { mkdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, extname } from 'node:path'
import { z } from 'zod'
import { RecentFile } from '../../src-core/contract/contract.ts'
import { writeAtomic } from './write-atomic.ts'

const kept = 20
const RecentFiles = z.array(RecentFile)

export interface RecentList {
  /** Newest first; files that are gone are left out, and come back with their disk. */
  list(): Promise<RecentFile[]>
  add(path: string): Promise<void>
}

/** The list of documents that were opened or saved, kept in one small file. */
export function recentList(file: string): RecentList {
  let writing = Promise.resolve()

  async function read(): Promise<RecentFile[]> {
    try {
      return RecentFiles.parse(JSON.parse(await readFile(file, 'utf8')))
    } catch {
      // Not there yet, or damaged: a list of names is not worth a complaint.
      return []
    }
  }

  async function put(path: string) {
    const others = (await read()).filter((entry) => entry.path !== path)
    const newest = { path, name: basename(path, extname(path)), openedAt: Date.now() }
    await mkdir(dirname(file), { recursive: true })
    await writeAtomic(file, JSON.stringify([newest, ...others].slice(0, kept), null, 2))
  }

  return {
    async list() {
      const entries = await read()
      const there = await Promise.all(
        entries.map(({ path }) =>
          stat(path)
            .then((s) => s.isFile())
            .catch(() => false),
        ),
      )
      return entries.filter((_, index) => there[index])
    },
    add(path) {
      // One after the other, and never a reason for an opening or a saving to fail.
      writing = writing.then(() => put(path)).catch(() => undefined)
      return writing
    },
  }
}
