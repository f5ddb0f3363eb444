import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** `npm run bench` runs in the repository's root. */
export const root = process.cwd()

/** A Python with TensorFlow and Keras. */
export const python = process.env.LAYERLOOM_PYTHON ?? resolve(root, '.venv/bin/python')
export const hasPython = existsSync(python)

/** Where TensorFlow is made ready once: what is measured is installed already. */
export const cache = process.env.LAYERLOOM_CACHE ?? resolve(root, '.cache/layerloom')

/** The environment of a program of ours that keeps its files in `data`. */
export const environment = (data: string): NodeJS.ProcessEnv => ({
  ...process.env,
  LAYERLOOM_DATA: data,
  LAYERLOOM_CACHE: cache,
  ...(hasPython && { LAYERLOOM_PYTHON: python }),
})
