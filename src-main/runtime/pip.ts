import { z } from 'zod'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { runProgram } from './child.ts'
import { noPip, pipFailed, pipOffline } from './failures.ts'

/** Where a wheel lies: over https, or as a file where pip is set up to look into a folder. */
export interface Wheel {
  url: string
  /** Hexadecimal; a file in a folder of the person's own may have none. */
  sha256?: string
}

/** Milliseconds: pip asks an index that may be slow. */
const pipLimit = 120_000

/** The ways to call a pip, the likeliest first. */
export function pipCommands(env: NodeJS.ProcessEnv): string[][] {
  const named = env.LAYERLOOM_PYTHON ? [[env.LAYERLOOM_PYTHON, '-m', 'pip']] : []
  return [...named, ['python3', '-m', 'pip'], ['pip3'], ['pip'], ['python', '-m', 'pip']]
}

/**
 * Asks pip where the wheel of a requirement lies, so that mirrors and indexes that a person has set up are honoured.
 * Nothing is installed. The wheel's Python version and platform are said outright, because whatever Python asks, the
 * libraries in it are the same.
 *
 * @param requirement `tensorflow-cpu==2.19.1`
 * @param platform `manylinux_2_17_x86_64`
 */
export async function askPip(
  requirement: string,
  platform: string,
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<Result<Wheel>> {
  const args = [
    ...['install', '--quiet', '--dry-run', '--ignore-installed', '--no-deps', '--only-binary=:all:'],
    ...['--python-version', '3.12', '--platform', platform, '--target', '.', '--report', '-'],
    ...['--no-input', '--disable-pip-version-check', '--retries', '2', requirement],
  ]
  for (const pip of pipCommands(env)) {
    const { status, stdout, stderr } = await runProgram([...pip, ...args], { env, timeout: pipLimit, signal })
    signal?.throwIfAborted()
    if (status === 0) {
      const wheel = readReport(stdout)
      return wheel ? ok(wheel) : pipFailed('its report was not understood')
    }
    if (isAnswer(stderr)) return isOffline(stderr) ? pipOffline() : pipFailed(lastError(stderr))
  }
  return noPip()
}

const Report = z.object({
  install: z.tuple([
    z.object({
      download_info: z.object({
        url: z.url(),
        archive_info: z
          .object({ hash: z.string().optional(), hashes: z.record(z.string(), z.string()).optional() })
          .optional(),
      }),
    }),
  ]),
})

/** Reads `pip install --report -`; pip before 23 writes `hash`, later ones `hashes` as well. */
export function readReport(text: string): Wheel | undefined {
  try {
    const { url, archive_info } = Report.parse(JSON.parse(text)).install[0].download_info
    const hash = archive_info?.hashes?.sha256 ?? /^sha256=([0-9a-f]{64})$/.exec(archive_info?.hash ?? '')?.[1]
    return hash ? { url, sha256: hash } : { url }
  } catch {
    return undefined
  }
}

/** Whether a pip answered at all: there may be a Python without pip, or a pip that is too old for reports. */
const isAnswer = (stderr: string) => /^ERROR: /m.test(stderr)

/** pip says "no matching distribution" where it cannot reach an index, but first that it tries again. */
const isOffline = (stderr: string) =>
  /Retrying \(Retry|ConnectTimeout|ConnectionError|NewConnectionError|NameResolution|Max retries/i.test(stderr)

const lastError = (stderr: string) =>
  stderr
    .split('\n')
    .findLast((line) => line.startsWith('ERROR: '))!
    .slice('ERROR: '.length)
    .trim()
