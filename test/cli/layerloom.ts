import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const bin = resolve(root, 'bin/layerloom.js')

/** `npm run build` comes first; without it these tests would test nothing. */
export const isBuilt = existsSync(resolve(root, 'out/main/cli.js'))

export interface Ended {
  code: number | null
  out: string
  err: string
}

/** Runs the built command line as a person would. `environment` adds to ours; the language is English unless it says else. */
export function layerloom(args: readonly string[], environment: Record<string, string> = {}): Promise<Ended> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [bin, ...args], {
      env: { ...process.env, LC_ALL: 'C', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk) => (out += chunk))
    child.stderr.on('data', (chunk) => (err += chunk))
    child.on('error', failed)
    child.on('close', (code) => done({ code, out, err }))
  })
}
