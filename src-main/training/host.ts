import { inspect } from 'node:util'
import type { Failure } from '../../src-core/result.ts'
import type { Child, ChildEnd, Fork } from './child.ts'
import { explainEnd } from './ends.ts'
import type { TrainerOrder, TrainerReport } from './messages.ts'
import { countMemoryKills } from './out-of-memory.ts'
import { parseReport } from './reports.ts'

/** How long a trainer may take, in milliseconds. */
export interface Patience {
  /** Without a sign of life while TensorFlow loads, data is read and the model is built. */
  preparing: number
  /** Without a sign of life after that: one step of a large network on a slow processor. */
  training: number
  /** From being asked to stop, or from its last word, to its end. */
  stopping: number
}

export const defaultPatience: Patience = { preparing: 60_000, training: 120_000, stopping: 10_000 }

export interface HostOptions {
  fork: Fork
  /** The trainer's built file. */
  trainer: string
  /** The child's whole environment. */
  env: NodeJS.ProcessEnv
  order: TrainerOrder
  /** Everything that the trainer reports, its last word included. */
  onReport(report: TrainerReport): void
  /** What the process writes by itself, a line at a time. */
  onLine?(line: string): void
  patience?: Partial<Patience>
}

export type TrainerEnd = { how: 'done' | 'stopped' } | { how: 'failed'; failure: Failure }

export interface HostedTrainer {
  /** Asks it something, where it was started to answer. */
  ask(question: Extract<TrainerOrder, { type: 'question' }>): void
  /** Ends a training after its step. Asked again when the patience for that is over, kills it. */
  stop(): void
  /** Asks it to stop, and kills it where it does not in time. */
  close(): Promise<TrainerEnd>
  kill(): void
  /** Resolves when the process is gone; never rejects. */
  ended: Promise<TrainerEnd>
}

/** Characters of a process's own words that are kept for explaining its end. */
const outputKept = 8_192

/** Starts a trainer and watches it: its end is told in words, whatever way it came about. */
export function hostTrainer(options: HostOptions): HostedTrainer {
  const { order, onReport, onLine } = options
  const patience = { ...defaultPatience, ...options.patience }
  const memoryKillsBefore = countMemoryKills() ?? 0
  let child: Child
  try {
    child = options.fork(options.trainer, { env: options.env })
  } catch (error) {
    return neverStarted(error as Error)
  }

  let wasHeard = false
  let isReady = false
  let lastWord: TrainerEnd | undefined
  let askedToStopAt: number | undefined
  let killedAs: TrainerEnd | 'hung' | undefined
  let output = ''
  const timers = new Set<NodeJS.Timeout>()

  const limit = () => (isReady ? patience.training : patience.preparing)
  const kill = (as: TrainerEnd | 'hung' = { how: 'stopped' }) => {
    killedAs ??= as
    child.kill('SIGKILL')
  }
  const killLater = () => void timers.add(setTimeout(() => kill(lastWord), patience.stopping))
  const silence = watchSilence(limit, () => kill('hung'))

  /** Once is enough to find out why; the rest would only fill the log. */
  const complain = once((message: unknown) => onLine?.(`The trainer said what is no report: ${excerpt(message)}`))

  child.onMessage((message) => {
    silence.broken()
    wasHeard = true
    const report = parseReport(message)
    if (!report) return complain(message)
    if (lastWord) return
    if (report.type === 'ready') isReady = true
    if (report.type === 'ended') lastWord = { how: report.how }
    if (report.type === 'failed') lastWord = { how: 'failed', failure: report.failure }
    onReport(report)
    if (lastWord) {
      silence.stop()
      // A trainer that has nothing more to do, but threads of TensorFlow that keep it up.
      killLater()
    }
  })
  const lines = lineReader((line) => onLine?.(line))
  child.onOutput?.((text) => {
    output = (output + text).slice(-outputKept)
    lines.add(text)
  })

  const ended = new Promise<TrainerEnd>((resolve) => {
    child.onExit((end) => {
      silence.stop()
      timers.forEach(clearTimeout)
      lines.end()
      resolve(lastWord ?? howItEnded(end))
    })
  })

  function howItEnded(end: ChildEnd): TrainerEnd {
    if (killedAs && killedAs !== 'hung') return killedAs
    const hungFor = killedAs === 'hung' ? limit() / 1_000 : undefined
    const memoryKills = (countMemoryKills() ?? 0) - memoryKillsBefore
    return { how: 'failed', failure: explainEnd({ end, wasHeard, hungFor, memoryKills, output }) }
  }

  const stop = () => {
    if (askedToStopAt === undefined) {
      askedToStopAt = performance.now()
      child.send({ type: 'stop' } satisfies TrainerOrder)
    } else if (performance.now() - askedToStopAt >= patience.stopping) kill()
  }

  child.send(order)
  return {
    ask: (question) => child.send(question),
    stop,
    kill: () => kill(),
    close() {
      stop()
      killLater()
      return ended
    },
    ended,
  }
}

/**
 * Calls `onTooLong` when nothing has been heard for so long. Only time in which this process itself ran counts: after
 * the computer slept, or Ctrl+Z, what the trainer said meanwhile is heard first.
 */
function watchSilence(limit: () => number, onTooLong: () => void) {
  const tick = Math.min(1_000, limit() / 10)
  let silent = 0
  let before = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    silent += Math.min(now - before, 2 * tick)
    before = now
    if (silent < limit()) return
    clearInterval(timer)
    onTooLong()
  }, tick)
  return {
    broken: () => void (silent = 0),
    stop: () => clearInterval(timer),
  }
}

/** Makes lines of text that comes in pieces. */
function lineReader(onLine: (line: string) => void) {
  let rest = ''
  return {
    add(text: string) {
      const lines = (rest + text).split(/[\r\n]+/)
      rest = lines.pop()!.slice(-outputKept)
      lines.filter((line) => line !== '').forEach(onLine)
    },
    end() {
      if (rest !== '') onLine(rest)
      rest = ''
    },
  }
}

function neverStarted(error: Error): HostedTrainer {
  const end = { code: null, signal: null, error }
  const failure = explainEnd({ end, wasHeard: false, memoryKills: 0, output: '' })
  const ended = Promise.resolve<TrainerEnd>({ how: 'failed', failure })
  return { ask() {}, stop() {}, kill() {}, close: () => ended, ended }
}

const excerpt = (message: unknown): string => inspect(message, { breakLength: Infinity, depth: 1 }).slice(0, 200)

function once<T>(call: (value: T) => void): (value: T) => void {
  let called = false
  return (value) => {
    if (called) return
    called = true
    call(value)
  }
}
