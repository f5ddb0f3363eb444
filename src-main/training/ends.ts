import { fail } from '../../src-core/result.ts'
import type { Failure } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'
import type { ChildEnd } from './child.ts'

/** What is known of a trainer that ended without a last word. */
export interface SilentEnd {
  end: ChildEnd
  /** Whether it ever said anything. */
  wasHeard: boolean
  /** Seconds without a sign of life after which we killed it, where that is why it ended. */
  hungFor?: number
  /** Processes that the kernel has killed for want of memory meanwhile, where it counts them. */
  memoryKills: number
  /** The last of what the process wrote by itself. */
  output: string
}

const crashSignals = ['SIGSEGV', 'SIGABRT', 'SIGILL', 'SIGBUS', 'SIGFPE', 'SIGTRAP', 'SIGSYS']
/** Windows has no signals: a crash there is an exit code of the NTSTATUS errors. */
const firstNtError = 0xc0000000
/** How the C++ library, TensorFlow and V8 say that memory could not be had, before they abort. */
const memoryWords = /bad_alloc|out of memory|OOM when allocating|RESOURCE_EXHAUSTED|Cannot allocate memory/i

/** Says in words how a trainer ended that did not say so itself. */
export function explainEnd({ end, wasHeard, hungFor, memoryKills, output }: SilentEnd): Failure {
  const { code, signal, error } = end
  if (hungFor !== undefined) return hung(hungFor)
  if (error) return notStarted(error.message)
  const isCrash = crashSignals.includes(signal ?? '') || (code !== null && code >>> 0 >= firstNtError)
  if (isCrash && memoryWords.test(output)) return outOfMemory
  if (signal === 'SIGILL') return unfitProcessor
  if (isCrash) return crashed(signal ?? `0x${(code! >>> 0).toString(16).toUpperCase()}`)
  if (signal === 'SIGKILL') return memoryKills > 0 ? outOfMemory : killed(signal)
  if (signal) return killed(signal)
  const last = lastError(output)
  return !wasHeard && code !== 0 ? notStarted(last ?? `exit code ${code}`) : silent(code, last)
}

/** The line of Node's words that names the error, or the last one that was written. */
function lastError(output: string): string | undefined {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !/^Node\.js v\d/.test(line))
  return (lines.findLast((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1))?.trim()
}

const resumable: Text = {
  en: 'The last checkpoint is kept: the run can be resumed from it.',
  zh: '最近的检查点已保留，可以从那里继续训练。',
}
const resumableOr = (or: Text): Text => ({ en: `${resumable.en} ${or.en}`, zh: `${resumable.zh}${or.zh}` })
const failureOf = (code: string, message: Text, advice: Text): Failure => fail(code, message, advice).failure

const hung = (seconds: number) =>
  failureOf(
    'trainer-hung',
    {
      en: `The trainer gave no sign of life for ${seconds} seconds and was ended.`,
      zh: `训练进程已有 ${seconds} 秒没有响应，已被结束。`,
    },
    resumableOr({
      en: 'If it hangs again, try a smaller batch, or the CPU as the device.',
      zh: '若再次无响应，请减小批大小，或将设备改为 CPU。',
    }),
  )

const notStarted = (reason: string) =>
  failureOf(
    'trainer-not-started',
    { en: `The trainer could not be started (${reason}).`, zh: `训练进程无法启动（${reason}）。` },
    {
      en: 'Run `layerloom doctor` to see what is missing; if nothing is, install Layerloom again.',
      zh: '请运行 `layerloom doctor` 查看缺少什么；若一切正常，请重新安装 Layerloom。',
    },
  )

const outOfMemory = failureOf(
  'out-of-memory',
  {
    en: 'The computer ran out of memory, which ended the trainer.',
    zh: '计算机内存不足，训练进程因此结束。',
  },
  resumableOr({
    en: 'Close other programs first, or train a new run with a smaller batch.',
    zh: '请先关闭其他程序，或减小批大小后重新训练。',
  }),
)

const crashed = (how: string) =>
  failureOf(
    'trainer-crashed',
    { en: `The trainer crashed (${how}).`, zh: `训练进程崩溃（${how}）。` },
    resumableOr({
      en: 'If it crashes again, try a smaller batch, or the CPU as the device.',
      zh: '若再次崩溃，请减小批大小，或将设备改为 CPU。',
    }),
  )

const unfitProcessor = failureOf(
  'trainer-crashed',
  {
    en: 'The trainer crashed: this processor lacks an instruction that TensorFlow uses (SIGILL).',
    zh: '训练进程崩溃：处理器不支持 TensorFlow 所用的指令（SIGILL）。',
  },
  {
    en: 'Train on a computer with a newer processor; this one can still edit networks.',
    zh: '请在处理器较新的计算机上训练；本机仍可编辑网络。',
  },
)

const killed = (signal: string) =>
  failureOf(
    'trainer-killed',
    {
      en: `The trainer was ended from outside (${signal}): by a person, or by the system for want of memory.`,
      zh: `训练进程被外部结束（${signal}）：可能是人为操作，也可能是系统内存不足。`,
    },
    resumable,
  )

const silent = (code: number | null, last: string | undefined) =>
  failureOf(
    'trainer-ended',
    {
      en: `The trainer ended by itself without a reason (exit code ${code}${last ? `: ${last}` : ''}).`,
      zh: `训练进程自行结束，没有说明原因（退出码 ${code}${last ? `：${last}` : ''}）。`,
    },
    resumable,
  )
