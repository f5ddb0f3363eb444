import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import envPaths from 'env-paths'

/** Where Layerloom keeps files on this computer; all absolute. */
export interface Directories {
  /** Autosaves, recent files, the window's place: small and worth keeping. */
  data: string
  /** TensorFlow and unpacked datasets: large, and can be fetched again. */
  cache: string
  /** Where dialogs begin. */
  documents: string
  /** One folder a training run. */
  runs: string
}

/** The system's own places for an application's files, unless `LAYERLOOM_DATA` or `LAYERLOOM_CACHE` name others. */
export function findDirectories(env: NodeJS.ProcessEnv = process.env): Directories {
  const system = envPaths('layerloom', { suffix: '' })
  const data = env.LAYERLOOM_DATA ? resolve(env.LAYERLOOM_DATA) : system.data
  const documents = join(homedir(), 'Documents')
  return {
    data,
    cache: env.LAYERLOOM_CACHE ? resolve(env.LAYERLOOM_CACHE) : system.cache,
    documents: existsSync(documents) ? documents : homedir(),
    runs: join(data, 'runs'),
  }
}
