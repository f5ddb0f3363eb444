import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { hostname, uptime } from 'node:os'
import { z } from 'zod'

/** The process that looks after a run. Process ids are used again: when it started says that it is the same one. */
export const Owner = z.object({ host: z.string(), pid: z.int().positive(), started: z.string().optional() })
export type Owner = z.output<typeof Owner>

let own: Owner | undefined
/** This process. */
export const ownProcess = (): Owner => (own ??= { host: hostname(), pid: process.pid, started: startOf(process.pid) })

/** For how long a run of another computer is believed to go on after it last wrote, in milliseconds. */
const trustedFor = 10 * 60_000

/**
 * Whether it is another process than this one, and still runs. Of one on another computer, by a shared folder, only what
 * it writes can tell.
 *
 * @param wroteAt when it last wrote into the run's folder, in milliseconds since 1970
 */
export function isOtherAlive(owner: Owner, wroteAt: number): boolean {
  if (owner.host !== hostname()) return Date.now() - wroteAt < trustedFor
  // Where the system does not say when processes started, none is from before the computer's own start.
  if (owner.started === undefined && wroteAt < Date.now() - uptime() * 1_000) return false
  return owner.pid !== process.pid && exists(owner.pid) && startOf(owner.pid) === owner.started
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** When a process started, in the system's own words; nothing for one that has ended, or where the system does not say. */
function startOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') return linuxStart(pid)
    if (process.platform === 'win32') return undefined
    const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
    return execFileSync('ps', ['-p', String(pid), '-o', 'lstart='], { encoding: 'utf8', timeout: 5_000, env }).trim()
  } catch {
    return undefined
  }
}

/** Clock ticks since the computer started, and which start of it that was. */
function linuxStart(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The program's name, in brackets, may itself hold spaces and brackets. Fields 3 (state) and 22 (start) follow it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`
}
