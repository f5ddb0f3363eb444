import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The built file of a thread, beside this one; undefined where this runs from sources, of which Node 20 starts no threads.
 * @param name as electron.vite.config.ts has it
 */
export function findWorker(name: 'data-worker' | 'import-worker' | 'figure-worker'): string | undefined {
  const places = [import.meta.dirname, join(import.meta.dirname, '..')].map((folder) => join(folder, `${name}.js`))
  return places.find(existsSync)
}
