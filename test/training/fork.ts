import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join, resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')
const outDir = join(root, 'out/test')

/** The trainer's process with tfjs instead of TensorFlow, once it is built. */
export const trainer = join(outDir, 'pure-trainer.mjs')

/** Node 20 runs no TypeScript. Lies in the checkout, so that it finds the packages. */
export const buildTrainer = () =>
  build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: join(import.meta.dirname, 'pure-trainer.ts'),
      outDir,
      target: 'node20.19',
      rolldownOptions: { output: { entryFileNames: 'pure-trainer.mjs' } },
    },
  })

/** Starts the trainer's process as the main side does. */
export const forkTrainer = (execArgv: string[] = []): ChildProcess =>
  fork(trainer, { execArgv, serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
