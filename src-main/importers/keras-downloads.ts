import { readdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { isPublishedFile } from '../../src-core/training/published-weights.ts'

/** Paths of the weights that keras.applications has downloaded on this computer; none where there is no such folder. */
export async function kerasDownloads(): Promise<string[]> {
  const folder = join(process.env.KERAS_HOME ?? join(homedir(), '.keras'), 'models')
  const names = await readdir(folder).catch(() => [])
  return names
    .filter(isPublishedFile)
    .sort()
    .map((name) => join(folder, name))
}
