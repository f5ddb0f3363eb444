import { spawn } from 'node:child_process'

export interface Ended {
  /** `undefined` where the program could not be started or a signal ended it. */
  status: number | undefined
  stdout: string
  stderr: string
  /** The system's code where the program could not be started: `ENOENT` where there is none. */
  error?: string
}

/**
 * Runs a program to its end and gives back what it said. Never rejects; an abort ends the program.
 *
 * @param options.timeout milliseconds
 * @param options.until looks at what was said so far: true ends the program, because it has said enough
 */
export function runProgram(
  command: readonly string[],
  options: {
    env: NodeJS.ProcessEnv
    cwd?: string
    timeout?: number
    signal?: AbortSignal
    until?: (stdout: string) => boolean
  },
): Promise<Ended> {
  const [program, ...args] = command
  const { until, ...rest } = options
  return new Promise((resolve) => {
    const child = spawn(program!, args, { ...rest, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      if (until?.(stdout)) child.kill()
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('error', (error) => {
      resolve({ status: undefined, stdout, stderr, error: (error as NodeJS.ErrnoException).code ?? error.message })
    })
    child.on('close', (status) => resolve({ status: status ?? undefined, stdout, stderr }))
  })
}
