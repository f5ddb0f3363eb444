import { join, resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '..')

/**
 * Builds a thread's file, because Node 20 runs no TypeScript, and says where it lies: in the checkout, so that it finds the
 * packages.
 * @param entry from the checkout's root
 * @param name of a folder of the test's own
 */
export async function buildWorker(entry: string, name: string): Promise<string> {
  const outDir = join(root, 'out', name)
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: join(root, entry),
      outDir,
      target: 'node20.19',
      rolldownOptions: { output: { entryFileNames: 'worker.mjs' } },
    },
  })
  return join(outDir, 'worker.mjs')
}
