import { fail } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'
import type { Terminal } from './terminal.ts'

export interface CommandOption {
  /** As `cac` reads it: `-o, --out <path>`. */
  flag: string
  description: Text
  /** May be given several times. */
  repeatable?: boolean
}

/** What a command is given. */
export interface Invocation {
  /** The positional arguments, in the order of the command's usage. */
  args: (string | undefined)[]
  /** By the flag's long name in camel case; `true` for flags without a value. */
  options: Readonly<Record<string, unknown>>
  terminal: Terminal
  /** The trainer's built file, beside the command line's own. */
  trainer: string
}

/** One command of `layerloom`, in a file of its own. */
export interface CliCommand {
  /** `summary <network>` */
  usage: string
  description: Text
  options: readonly CommandOption[]
  /** A failure with a code of wrong usage exits 2, any other 1. */
  run(invocation: Invocation): Promise<Result<unknown>>
}

const usageCodes = new Set(['usage', 'unknown-option', 'unknown-format', 'unknown-data', 'no-float16'])

/** The person asked in a wrong way, as against: what they asked for failed. */
export const wrongUsage = (message: Text, advice?: Text) => fail('usage', message, advice)

export const exitCodeOf = (result: Result<unknown>): 0 | 1 | 2 => {
  if (result.ok) return 0
  return usageCodes.has(result.failure.code) ? 2 : 1
}

export const jsonOption: CommandOption = {
  flag: '--json',
  description: { en: 'For programs: JSON on standard output and nothing else', zh: '供程序使用：标准输出仅含 JSON' },
}

export const weightsOption: CommandOption = {
  flag: '--weights <which>',
  description: {
    en: 'Of a run: best (default: of its best epoch, where kept) or last',
    zh: '训练记录的权重：best（默认，最佳一轮，若有保存）或 last（最后）',
  },
}

export const setOption: CommandOption = {
  flag: '--set <option=value>',
  description: {
    en: 'An option of the template; can be given several times',
    zh: '模板选项，可多次给出',
  },
  repeatable: true,
}
