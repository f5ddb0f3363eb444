import { z } from 'zod'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { runProgram } from './child.ts'
import { noPip, pipFailed, pipOffline } from './failures.ts'

/** A wheel that we know in advance, wherever pip finds it. */
export interface Wheel {
  project: string
  version: string
  /** As pip's `--platform` takes it. */
  platform: string
  bytes: number
  /** Hexadecimal. */
  sha256: string
}

/** Milliseconds: an index can be slow. */
const pipLimit = 300_000

/** The ways to call a pip, the likeliest first. */
export function pipCommands(env: NodeJS.ProcessEnv): string[][] {
  const named = env.LAYERLOOM_PYTHON ? [[env.LAYERLOOM_PYTHON, '-m', 'pip']] : []
  return [...named, ['python3', '-m', 'pip'], ['pip3'], ['pip'], ['python', '-m', 'pip']]
}

/**
 * Asks pip for the address of a wheel, so that mirrors, indexes and folders that a person has set up are honoured.
 * Nothing is installed. The wheel's Python and platform are said outright: whatever Python asks, the libraries in it are
 * the same.
 *
 * pip says every link that it finds in its log, and is ended at the right one: most versions would go on to fetch the
 * whole wheel for their report, unseen and from the start each time.
 */
export async function askPip(wheel: Wheel, env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<Result<string>> {
  const args = [
    ...['install', '-vv', '--dry-run', '--ignore-installed', '--no-deps', '--only-binary=:all:'],
    ...['--python-version', '3.12', '--platform', wheel.platform, '--target', '.', '--report', '-'],
    ...['--no-input', '--disable-pip-version-check', '--retries', '2', `${wheel.project}==${wheel.version}`],
  ]
  for (const pip of pipCommands(env)) {
    const { status, stdout, stderr } = await runProgram([...pip, ...args], {
      env: { ...env, PIP_QUIET: '0', PYTHONUNBUFFERED: '1' },
      timeout: pipLimit,
      signal,
      until: (said) => foundLink(said, wheel.version) !== undefined,
    })
    signal?.throwIfAborted()
    const url = foundLink(stdout, wheel.version) ?? readReport(stdout)
    if (url) return ok(url)
    if (status === 0) return pipFailed('its answer was not understood')
    if (isAnswer(stderr)) return isOffline(stdout + stderr) ? pipOffline() : pipFailed(lastError(stderr))
  }
  return noPip()
}

/** The address in a line such as `Found link https://… (from …) (requires-python:>=3.9), version: 2.19.1`. */
export function foundLink(log: string, version: string): string | undefined {
  for (const [, url, found] of log.matchAll(/^ *Found link (\S+\.whl)(?:#\S*)? .*, version: (\S+)\r?\n/gm))
    if (found === version) return url
  return undefined
}

const Report = z.object({ install: z.tuple([z.object({ download_info: z.object({ url: z.url() }) })]) })

/** The address in what `--report -` prints after the log: the other way, should pip word its log differently one day. */
export function readReport(stdout: string): string | undefined {
  const json = /^\{\n[^]*^\}$/m.exec(stdout)?.[0]
  try {
    return json ? Report.parse(JSON.parse(json)).install[0].download_info.url : undefined
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
