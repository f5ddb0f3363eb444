import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const candidate = process.env.LAYERLOOM_PYTHON ?? resolve(root, '.venv/bin/python')

/** A Python with TensorFlow and Keras to judge our numbers by, or nothing: tests that need it say so and skip. */
export const python: string | undefined = existsSync(candidate) ? candidate : undefined

/** Runs a script with `input` as JSON on its standard input and gives back the JSON that it prints last. */
export function runPython<T>(script: string, input: unknown): Promise<T> {
  return new Promise((done, failed) => {
    if (!python) return failed(new Error('No Python with TensorFlow: set LAYERLOOM_PYTHON or make .venv.'))
    const child = spawn(python, [script], {
      env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', CUDA_VISIBLE_DEVICES: '' },
    })
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk) => (out += chunk))
    child.stderr.on('data', (chunk) => (err += chunk))
    child.on('error', failed)
    child.on('close', (code) => {
      if (code !== 0) return failed(new Error(`${script} ended with ${code}:\n${err.slice(-4000)}`))
      done(JSON.parse(out.trimEnd().split('\n').at(-1)!) as T)
    })
    child.stdin.end(JSON.stringify(input))
  })
}
