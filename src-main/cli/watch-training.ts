import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { epochsOf, stepsOf } from '../../src-core/training/plan.ts'
import type { EpochMetrics } from '../../src-core/training/metrics.ts'
import { isLive } from '../../src-core/training/run.ts'
import type { RunSummary, RunUpdate } from '../../src-core/training/run.ts'
import type { Runs } from '../training/runs.ts'
import { onInterrupt } from './interrupt.ts'
import type { Terminal } from './terminal.ts'

/** Between two steps that are told of, in milliseconds: ten a second at most. */
const stepEvery = 100

/** Tells of a run until it ends. Ctrl+C stops it after its step, with its weights kept; a second one ends us at once. */
export async function watchTraining(
  runs: Runs,
  run: string,
  terminal: Terminal,
  json: boolean,
): Promise<Result<RunSummary>> {
  const tell = json ? tellPrograms(terminal) : tellPeople(terminal)
  const stopWatching = onInterrupt(() => {
    terminal.say({ en: 'Stopping after this step …', zh: '当前步结束后停止……' })
    void runs.stop(run)
  })
  let last: RunSummary | undefined
  try {
    for await (const update of runs.watch(run, new AbortController().signal)) {
      last = update.summary
      tell(update)
      if (!isLive(last.state)) break
    }
  } finally {
    stopWatching()
  }
  return outcome(last!, terminal, json)
}

function outcome(run: RunSummary, terminal: Terminal, json: boolean): Result<RunSummary> {
  const { state } = run
  switch (state.phase) {
    case 'done':
      if (json) terminal.printJson({ event: 'done', run: run.id, directory: run.directory, metrics: finalMetrics(run) })
      else {
        terminal.say({
          en: `Done. Run ${run.id}, in ${run.directory}`,
          zh: `训练完成。记录 ${run.id}，位于 ${run.directory}`,
        })
        terminal.print(run.id)
      }
      return ok(run)
    case 'failed':
      if (run.exportable) terminal.say(howToResume(run))
      return { ok: false, failure: state.failure }
    default:
      return fail(
        'stopped',
        run.exportable
          ? { en: `Run ${run.id} was stopped; its weights are kept.`, zh: `训练 ${run.id} 已停止，权重已保留。` }
          : { en: `Run ${run.id} was stopped before its first step.`, zh: `训练 ${run.id} 在第一步之前已停止。` },
        howToResume(run),
      )
  }
}

const howToResume = ({ id }: RunSummary) => ({
  en: `Go on with: layerloom train --resume ${id}`,
  zh: `继续训练：layerloom train --resume ${id}`,
})

/** Loss and accuracy of the last epoch, on the training examples and on the validation ones. */
function finalMetrics({ lastEpoch }: RunSummary) {
  return lastEpoch && { loss: lastEpoch.loss, ...lastEpoch.metrics, validation: lastEpoch.validation }
}

/** One JSON object a line, as the command line's page says. */
function tellPrograms(terminal: Terminal): (update: RunUpdate) => void {
  const started = once((summary: RunSummary) =>
    terminal.printJson({
      event: 'start',
      run: summary.id,
      device: summary.device,
      backend: 'tensorflow',
      step: summary.mode,
      params: summary.params,
    }),
  )
  const due = every(stepEvery)
  return ({ summary, steps, epochs }) => {
    // While it is prepared, a resumed run tells what it had recorded: that has been said before.
    if (summary.state.phase === 'preparing') return
    started(summary)
    const step = steps.at(-1)
    if (step && due()) terminal.printJson({ event: 'step', ...step })
    for (const epoch of epochs) terminal.printJson({ event: 'epoch', ...epoch })
  }
}

function tellPeople(terminal: Terminal): (update: RunUpdate) => void {
  const started = once((summary: RunSummary) => {
    const device = summary.device ?? ''
    const params = summary.params.toLocaleString(terminal.locale)
    terminal.say({
      en: `Run ${summary.id}: ${params} parameters, on ${device}`,
      zh: `训练 ${summary.id}：参数量 ${params}，设备 ${device}`,
    })
  })
  return (update) => {
    const { summary, steps, epochs } = update
    if (summary.state.phase === 'preparing') {
      terminal.progress({ en: 'Preparing …', zh: '准备中……' })
      return
    }
    started(summary)
    for (const epoch of epochs) terminal.say(epochLine(epoch, epochsOf(summary.plan, summary.stepsPerEpoch ?? 1)))
    const step = steps.at(-1)
    if (step && isLive(summary.state)) terminal.progress(stepLine(update, step.loss, step.accuracy))
  }
}

function epochLine(epochMetrics: EpochMetrics, epochs: number) {
  const { epoch, loss, metrics, validation, seconds, examplesPerSecond, skipped } = epochMetrics
  const speed = `${seconds.toFixed(1)} s, ${Math.round(examplesPerSecond)}/s`
  const figures = (loss: number, accuracy: number) => `${loss.toFixed(4)} / ${accuracy.toFixed(4)}`
  const train = figures(loss, metrics.accuracy)
  const valid = figures(validation.loss, validation.accuracy)
  return {
    en: `Epoch ${epoch}/${epochs}: loss / accuracy ${train}, validation ${valid} (${speed})${skipped ? `; ${skipped} unreadable images left out, see the log` : ''}`,
    zh: `第 ${epoch}/${epochs} 轮：损失 / 准确率 ${train}，验证 ${valid}（${speed}）${skipped ? `；略过 ${skipped} 张无法读取的图像，详见日志` : ''}`,
  }
}

function stepLine({ summary, step, secondsLeft }: RunUpdate, loss: number, accuracy: number) {
  const all = summary.stepsPerEpoch ? stepsOf(summary.plan, summary.stepsPerEpoch) : undefined
  const done = all ? `${step}/${all}` : String(step)
  const figures = `${loss.toFixed(4)} / ${accuracy.toFixed(4)}`
  const left = secondsLeft === undefined ? undefined : Math.ceil(secondsLeft)
  return {
    en: `Step ${done}: loss / accuracy ${figures}${left === undefined ? '' : `, ${left} s left`}`,
    zh: `第 ${done} 步：损失 / 准确率 ${figures}${left === undefined ? '' : `，剩余 ${left} 秒`}`,
  }
}

/** Lets a function be called once. */
function once<T>(call: (value: T) => void): (value: T) => void {
  let called = false
  return (value) => {
    if (called) return
    called = true
    call(value)
  }
}

/** Says yes at most once in so many milliseconds. */
function every(milliseconds: number): () => boolean {
  let last = -Infinity
  return () => {
    const now = performance.now()
    if (now - last < milliseconds) return false
    last = now
    return true
  }
}
