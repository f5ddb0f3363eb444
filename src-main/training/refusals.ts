import type { RuntimeState } from '../../src-core/contract/contract.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { RunSummary } from '../../src-core/training/run.ts'

/** Why something cannot be done with a run just now, in words. */

export const unknownRun = (run: string) =>
  fail(
    'unknown-run',
    { en: `There is no run “${run}”.`, zh: `没有名为“${run}”的训练记录。` },
    {
      en: 'The list of runs names them all; a run’s folder does too.',
      zh: '可用的名称见训练列表，也可以给出训练文件夹。',
    },
  )

export const unknownStart = (from: string) =>
  fail(
    'unknown-start',
    {
      en: `“${from}” is neither a run nor a file of weights (.h5, .keras).`,
      zh: `“${from}”既不是训练记录，也不是权重文件（.h5、.keras）。`,
    },
    { en: 'Begin with other weights, or with random ones.', zh: '请改用其他起始权重，或使用随机权重。' },
  )

export const busy = (title: string | undefined) =>
  fail(
    'busy',
    title === undefined
      ? { en: 'Another run is being started or evaluated.', zh: '正在启动或评估另一个训练。' }
      : { en: `“${title}” is being trained.`, zh: `正在训练“${title}”。` },
    { en: 'Wait for its end, or stop it first.', zh: '请等待其结束，或先停止它。' },
  )

export const leaving = fail('closing', { en: 'Layerloom is about to quit.', zh: 'Layerloom 即将退出。' })

export const stillTraining = (run: RunSummary, isOwn: boolean) =>
  isOwn
    ? fail(
        'still-training',
        { en: `“${run.title}” is still being trained.`, zh: `“${run.title}”仍在训练。` },
        { en: 'Stop it first.', zh: '请先停止它。' },
      )
    : otherProcess

export const otherProcess = fail(
  'other-process',
  {
    en: 'This run is being trained by another Layerloom.',
    zh: '该训练正由另一个 Layerloom 进程进行。',
  },
  { en: 'Stop it there.', zh: '请在那里停止它。' },
)

export const notTraining = ({ title }: RunSummary) =>
  fail('not-training', { en: `“${title}” is not being trained just now.`, zh: `“${title}”当前没有在训练。` })

export const notQueued = ({ title }: RunSummary) =>
  fail('not-queued', { en: `“${title}” is not in the queue any more.`, zh: `“${title}”已不在队列中。` })

export const alreadyTrained = (epochs: number) =>
  fail(
    'already-trained',
    {
      en: `The run has all of its ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'} behind it.`,
      zh: `该训练的 ${epochs} 轮已全部完成。`,
    },
    { en: 'Ask for more epochs to go on.', zh: '如需继续，请增加轮数。' },
  )

export const neverTrained = (title: string) =>
  fail(
    'never-trained',
    {
      en: `“${title}” was imported: it has no training to go on with.`,
      zh: `“${title}”是导入的，没有可以继续的训练。`,
    },
    { en: 'Train a network from its weights instead.', zh: '请改为以其权重开始训练。' },
  )

export const notWritten = (error: Error) =>
  fail(
    'run-not-written',
    {
      en: `The run’s folder cannot be written (${error.message}).`,
      zh: `无法写入训练文件夹（${error.message}）。`,
    },
    {
      en: 'Free some space, or check who may change that folder.',
      zh: '请清理磁盘空间，或检查该文件夹的权限。',
    },
  )

/** Without TensorFlow a training explains itself and does not begin. */
export function asReady(state: RuntimeState): Result<void> {
  switch (state.phase) {
    case 'ready':
      return ok(undefined)
    case 'failed':
      return { ok: false, failure: state.failure }
    case 'checking':
    case 'fetching':
    case 'installing':
      return fail(
        'tensorflow-not-ready',
        { en: 'TensorFlow is not ready yet.', zh: 'TensorFlow 尚未就绪。' },
        { en: 'Train when it is.', zh: '请在其就绪后再训练。' },
      )
    case 'absent':
    case 'paused':
      return fail(
        'tensorflow-absent',
        { en: 'TensorFlow, which trains networks, is not there.', zh: '尚未安装训练所需的 TensorFlow。' },
        { en: 'Fetch it first: the training panel offers to.', zh: '请先在训练面板中下载。' },
      )
  }
}
