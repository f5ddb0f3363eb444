import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string) => resolve(import.meta.dirname, path)
const entries = (paths: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(paths)
      .map(([name, path]) => [name, at(path)])
      .filter(([, path]) => existsSync(path!)),
  )

export default defineConfig({
  main: {
    build: {
      // Electron 40's Node is newer, but the server shell, the command line and the tests run these files on Node 20.
      target: 'node20.19',
      outDir: 'out/main',
      sourcemap: true,
      externalizeDeps: true,
      rolldownOptions: {
        input: entries({
          index: 'src-main/index.ts',
          server: 'src-main/server.ts',
          cli: 'src-main/cli.ts',
          trainer: 'src-main/training/trainer.ts',
          'data-worker': 'src-main/data/worker.ts',
          'import-worker': 'src-main/importers/worker.ts',
          'figure-worker': 'src-main/exporters/figure-worker.ts',
        }),
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload can require only 'electron' and a few builtins: the rest is bundled.
      externalizeDeps: false,
      rolldownOptions: {
        input: at('src-main/preload.ts'),
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    build: { outDir: at('out/renderer'), rolldownOptions: { input: at('src-renderer/index.html') } },
    plugins: [react()],
  },
})
