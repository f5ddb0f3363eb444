import { formatInteger } from '../../src-core/amounts.ts'
import { epochsOf, stepsOf } from '../../src-core/training/plan.ts'
import { hasDiverged } from '../../src-core/training/run.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import type { Text } from '../../src-core/text.ts'
import { same } from '../../src-core/text.ts'
import { formatDuration } from './format.ts'

/** Steps of the whole plan; undefined until the data has been counted. */
export const totalSteps = (run: RunSummary): number | undefined =>
  run.stepsPerEpoch === undefined ? undefined : stepsOf(run.plan, run.stepsPerEpoch)

/** The state in a word or two, for lists and headings. */
export function stateName({ state }: RunSummary): Text {
  switch (state.phase) {
    case 'preparing':
      return { en: 'Preparing', zh: '准备中' }
    case 'training':
      return { en: 'Training', zh: '训练中' }
    case 'validating':
      return { en: 'Validating', zh: '验证中' }
    case 'queued':
      return { en: 'Queued', zh: '排队中' }
    case 'paused':
      return { en: 'Paused', zh: '已暂停' }
    case 'stopped':
      return { en: 'Stopped', zh: '已停止' }
    case 'done':
      return { en: 'Done', zh: '已完成' }
    case 'failed':
      return { en: 'Failed', zh: '失败' }
    case 'interrupted':
      return { en: 'Interrupted', zh: '已中断' }
    case 'imported':
      return { en: 'Imported', zh: '已导入' }
  }
}

const devices: Record<string, Text> = { cpu: same('CPU'), gpu: same('GPU') }

/** What a run is trained on, as its trainer told it. */
export const deviceName = (device: string): Text => devices[device.toLowerCase()] ?? same(device)

/** Where a run stands, in pieces: `epoch 2 of 5`, `step 1,240 of 4,690`, `38 s left`, `CPU`. */
export function progressParts(run: RunSummary, step: number, secondsLeft: number | undefined): Text[] {
  const parts: Text[] = []
  if (run.stepsPerEpoch && step > 0) {
    const epochs = epochsOf(run.plan, run.stepsPerEpoch)
    const epoch = Math.min(epochs, Math.ceil(step / run.stepsPerEpoch))
    parts.push({ en: `epoch ${epoch} of ${epochs}`, zh: `第 ${epoch} / ${epochs} 轮` })
    const all = formatInteger(stepsOf(run.plan, run.stepsPerEpoch))
    parts.push({ en: `step ${formatInteger(step)} of ${all}`, zh: `第 ${formatInteger(step)} / ${all} 步` })
  }
  if (run.place !== undefined) parts.push({ en: `number ${run.place} in the queue`, zh: `队列中第 ${run.place} 个` })
  if (secondsLeft !== undefined) {
    const left = formatDuration(secondsLeft)
    parts.push({ en: `${left.en} left`, zh: `剩余 ${left.zh}` })
  }
  if (run.device) parts.push(deviceName(run.device))
  return parts
}

/** What a run that ended early has left behind, and so what can be done with it. */
export function whatWasKept(run: RunSummary, step: number): Text {
  if (!run.exportable)
    return {
      en: 'No weights had been saved yet. Your network and the run’s log were kept.',
      zh: '尚未保存任何权重。网络与运行日志均已保留。',
    }
  const at = formatInteger(step)
  if (hasDiverged(run))
    return {
      en: `The curves up to step ${at} and the last good weights were kept.`,
      zh: `截至第 ${at} 步的曲线和最近一次正常的权重均已保留。`,
    }
  return {
    en: `The curves up to step ${at} and the last saved weights were kept: you can resume the run or export it.`,
    zh: `截至第 ${at} 步的曲线和最近一次保存的权重均已保留，可以继续训练或导出。`,
  }
}
