import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'

export interface Ended {
  /** `undefined` where the program could not be started or a signal ended it. */
  status: number | undefined
  stdout: string
  stderr: string
  /** The system's code where the program could not be started: `ENOENT` where there is none. */
  error?: string
}

export interface ProgramOptions {
  env: NodeJS.ProcessEnv
  /** Milliseconds after which the program is ended. */
  timeout?: number
  /** Ends the program. */
  signal?: AbortSignal
  /** Looks at what was said so far: true ends the program, because it has said enough. */
  until?: (stdout: string) => boolean
}

/** Runs a program to its end and gives back what it said. Never rejects. */
export function runProgram(command: readonly string[], options: ProgramOptions): Promise<Ended> {
  const { env, timeout, signal, until } = options
  const [program, ...args] = command
  return new Promise((resolve) => {
    // A group of its own: what is started by a name such as `python3` may be a script that starts the program.
    const detached = process.platform !== 'win32'
    const child = spawn(program!, args, { env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true, detached })
    const stop = () => endGroup(child)
    const timer = timeout === undefined ? undefined : setTimeout(stop, timeout)
    signal?.addEventListener('abort', stop)
    if (signal?.aborted) stop()
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      if (until?.(stdout)) stop()
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    const end = (ended: Pick<Ended, 'status' | 'error'>) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
      resolve({ stdout, stderr, ...ended })
    }
    child.on('error', (error: NodeJS.ErrnoException) => end({ status: undefined, error: error.code ?? error.message }))
    child.on('close', (status) => end({ status: status ?? undefined }))
  })
}

function endGroup(child: ChildProcess) {
  if (child.pid === undefined || process.platform === 'win32') return void child.kill()
  try {
    process.kill(-child.pid, 'SIGTERM')
  } catch {
    // It has ended by itself.
  }
}
