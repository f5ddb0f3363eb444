// `npm run bench [-- section …]`: measures what the design promises. The sections are in test/bench; they are bundled
// first, as the app is, so that what is measured is what runs.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { ensureBuilt } from './built.mjs'

const root = resolve(import.meta.dirname, '..')
const outDir = resolve(root, 'out/bench')

await build({
  root,
  configFile: false,
  logLevel: 'error',
  build: {
    ssr: true,
    // What trains or exports does so in a process of its own.
    rollupOptions: {
      input: ['bench', 'train-ours', 'export-once'].map((name) => resolve(root, `test/bench/${name}.ts`)),
    },
    outDir,
    emptyOutDir: true,
    target: 'node20.19',
  },
})
const { bench } = await import(pathToFileURL(resolve(outDir, 'bench.js')).href)
process.exitCode = await bench(process.argv.slice(2), ensureBuilt)
