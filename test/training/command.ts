import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Ended } from '../cli/layerloom.ts'

const root = resolve(import.meta.dirname, '../..')

/** One line of `layerloom train --json`. */
export interface TrainEvent {
  event: 'start' | 'step' | 'epoch' | 'done' | 'failed'
  run: string
  step: number
  epoch: number
  reason: string
  [name: string]: unknown
}

/** A `layerloom train --json` under way. */
export interface Command {
  child: ChildProcess
  events: TrainEvent[]
  /** Resolves with the first event that fits; rejects where the command ends without one. */
  event(fits: (event: TrainEvent) => boolean): Promise<TrainEvent>
  ended: Promise<Ended>
}

/** Starts the built command line and reads its events as they come. */
export function beginTraining(args: readonly string[], environment: Record<string, string>): Command {
  const child = spawn(process.execPath, [resolve(root, 'bin/layerloom.js'), 'train', ...args, '--json'], {
    env: { ...process.env, LC_ALL: 'C', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const events: TrainEvent[] = []
  const waiting = new Set<(event?: TrainEvent) => void>()
  let out = ''
  let err = ''
  let rest = ''
  child.stderr.on('data', (chunk) => (err += chunk))
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()!
    for (const line of lines) {
      const event = JSON.parse(line) as TrainEvent
      events.push(event)
      waiting.forEach((tell) => tell(event))
    }
  })
  const ended = new Promise<Ended>((done) => {
    child.on('close', (code) => {
      done({ code, out, err })
      waiting.forEach((tell) => tell())
    })
  })
  const event = (fits: (event: TrainEvent) => boolean) =>
    new Promise<TrainEvent>((found, failed) => {
      const seen = events.find(fits)
      if (seen) return found(seen)
      const tell = (event?: TrainEvent) => {
        if (event && !fits(event)) return
        waiting.delete(tell)
        if (event) found(event)
        else failed(new Error(`The training ended without that event:\n${err}`))
      }
      waiting.add(tell)
    })
  return { child, events, event, ended }
}

/** The processes that one has started; Linux alone says so in files. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => parentOf(child) === pid)
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    // It has ended meanwhile.
    return undefined
  }
}

export function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
