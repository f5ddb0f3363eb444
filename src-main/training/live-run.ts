import { join } from 'node:path'
import { fail } from '../../src-core/result.ts'
import type { Failure } from '../../src-core/result.ts'
import { epochsOf } from '../../src-core/training/plan.ts'
import type { EpochMetrics, StepMetrics } from '../../src-core/training/metrics.ts'
import { bestOf, isLive } from '../../src-core/training/run.ts'
import type { RunState, RunSummary, RunUpdate } from '../../src-core/training/run.ts'
import { writeFailure } from '../documents/failures.ts'
import { appendTo } from './appender.ts'
import { addEpoch, addLine, addStep, rewind } from './history.ts'
import type { History } from './history.ts'
import { hostTrainer } from './host.ts'
import type { HostOptions, TrainerEnd } from './host.ts'
import type { TrainerReport } from './messages.ts'
import { formatLine } from './metrics-file.ts'
import type { MetricsLine } from './metrics-file.ts'
import type { Recent } from './recent.ts'
import { recordSaver } from './record-saver.ts'
import { files } from './store.ts'
import { timeLeft } from './time-left.ts'
import { updateOf } from './updates.ts'

export interface LiveRun {
  summary(): RunSummary
  /** Calls `onUpdate` with everything so far, then with what is new, until `onEnd`. Gives back how to stop that. */
  watch(onUpdate: (update: RunUpdate) => void, onEnd: () => void): () => void
  /** Ends the run after the step that it is in; asked again later, at once. */
  stop(): void
  /** The same, until it is resumed. */
  pause(): void
  edit(changes: Pick<Partial<RunSummary>, 'title' | 'note'>): void
  /** Pauses the run, whatever it takes. */
  close(): Promise<void>
  /** Resolves when the process is gone and everything about it is written down. */
  ended: Promise<void>
}

export interface LiveRunOptions extends Omit<HostOptions, 'order' | 'onReport' | 'onLine'> {
  /** As it is written in the folder, with its state live. */
  summary: RunSummary
  /** What it recorded before it was resumed. */
  history: History
  /** The summary has changed. */
  onChange(summary: RunSummary): void
}

type News = Partial<Pick<RunUpdate, 'steps' | 'epochs' | 'log'>>

/** Trains the run in a folder: its figures go into the folder and to those who watch it. */
export function startLiveRun(options: LiveRunOptions): LiveRun {
  const { history, onChange } = options
  const { directory } = options.summary
  let { summary } = options
  let diskFailure: Failure | undefined
  /** What the person asked for: a run that ends with Layerloom itself is paused. */
  let asked: 'stopped' | 'paused' | undefined
  const watchers = new Map<(update: RunUpdate) => void, () => void>()
  const left = timeLeft()

  const onDiskError = (name: string) => (error: unknown) => {
    // Without its figures a run is worth little, and its checkpoint would not fit either.
    diskFailure ??= writeFailure(error, join(directory, name)).failure
    trainer.stop()
  }
  const metrics = appendTo(join(directory, files.metrics), onDiskError(files.metrics))
  const log = appendTo(join(directory, files.log), onDiskError(files.log))
  const record = recordSaver()

  const tell = (news: News = {}) => {
    const told = { steps: [], epochs: [], log: [], ...news, step: history.step }
    watchers.forEach((_, onUpdate) => onUpdate(updateOf(summary, told, secondsLeft())))
  }
  const write = (line: MetricsLine) => metrics.add(formatLine(line))

  function secondsLeft(): number | undefined {
    const { state, stepsPerEpoch, plan } = summary
    if (!isLive(state) || stepsPerEpoch === undefined) return undefined
    const epochsDone = history.epochs.at(-1)?.epoch ?? 0
    return left.estimate({ step: history.step, stepsPerEpoch, epochs: epochsOf(plan, stepsPerEpoch), epochsDone })
  }

  function change(changes: Partial<RunSummary>, news?: News) {
    summary = { ...summary, ...changes }
    record.save(summary)
    onChange(summary)
    tell(news)
  }

  function addToLog(line: string) {
    addLine(history, line)
    log.add(`${line}\n`)
    tell({ log: [line] })
  }

  function onSteps(steps: StepMetrics[]) {
    for (const step of steps) {
      addStep(history, step)
      write({ type: 'step', ...step })
    }
    left.stepped(history.step)
    tell({ steps })
  }

  function onEpoch(epoch: EpochMetrics) {
    addEpoch(history, epoch)
    write({ type: 'epoch', ...epoch })
    left.epochDone()
    change({ lastEpoch: epoch, bestEpoch: bestOf(history.epochs, summary.plan.monitor) }, { epochs: [epoch] })
  }

  /** Writes down what an earlier trainer has told when this process's predecessor was no longer there. */
  function recover({ steps, epochs }: Recent) {
    const from = history.step
    const lastEpoch = history.epochs.at(-1)?.epoch ?? 0
    const missed = steps.filter(({ step }) => step > from)
    if (missed.length > 0) onSteps(missed)
    for (const epoch of epochs.filter(({ epoch }) => epoch > lastEpoch)) onEpoch(epoch)
  }

  function onReport(report: TrainerReport) {
    switch (report.type) {
      case 'ready': {
        const { device, mode, stepsPerEpoch, params, step, recent } = report
        if (step < history.step) {
          rewind(history, step)
          write({ type: 'resumed', step })
        } else if (recent) recover(recent)
        const { epochs } = history
        return change({
          device,
          mode,
          stepsPerEpoch,
          params,
          lastEpoch: epochs.at(-1),
          bestEpoch: bestOf(epochs, summary.plan.monitor),
        })
      }
      case 'phase':
        if (report.phase === 'validating') left.validating()
        return summary.state.phase === report.phase ? undefined : change({ state: { phase: report.phase } })
      case 'steps':
        return report.steps.length > 0 ? onSteps(report.steps) : undefined
      case 'epoch': {
        const { type: _, ...epoch } = report
        return onEpoch(epoch)
      }
      case 'checkpoint':
        return summary.exportable ? undefined : change({ exportable: true })
      case 'log':
        return addToLog(report.line)
    }
  }

  const trainer = hostTrainer({ ...options, order: { type: 'train', directory }, onReport, onLine: addToLog })

  async function finish(end: TrainerEnd) {
    const state = endState(end, diskFailure, asked)
    if (state.phase === 'failed') addToLog(state.failure.message.en)
    await Promise.all([metrics.close(), log.close()])
    summary = { ...summary, state }
    // Where the disk is full the folder says that it is live: with its owner gone, that reads as interrupted.
    record.save(summary)
    await record.flush()
    onChange(summary)
    tell()
    watchers.forEach((onEnd) => onEnd())
    watchers.clear()
  }

  const ended = trainer.ended.then(finish)
  return {
    summary: () => summary,
    watch(onUpdate, onEnd) {
      onUpdate(updateOf(summary, history, secondsLeft()))
      watchers.set(onUpdate, onEnd)
      return () => void watchers.delete(onUpdate)
    },
    stop() {
      asked = 'stopped'
      trainer.stop()
    },
    pause() {
      asked = 'paused'
      trainer.stop()
    },
    edit: (changes) => change(changes),
    async close() {
      asked ??= 'paused'
      await trainer.close()
      await ended
    },
    ended,
  }
}

function endState(
  end: TrainerEnd,
  diskFailure: Failure | undefined,
  asked: 'stopped' | 'paused' | undefined,
): RunState {
  if (end.how === 'done') return { phase: 'done' }
  if (diskFailure) return { phase: 'failed', failure: notRecorded(diskFailure) }
  if (end.how === 'failed') return { phase: 'failed', failure: end.failure }
  return { phase: asked ?? 'stopped' }
}

const notRecorded = ({ code, message }: Failure): Failure =>
  fail(code, message, {
    en: 'The training was stopped. Free some space, then resume the run.',
    zh: '训练已停止。请清理磁盘空间后继续训练。',
  }).failure
