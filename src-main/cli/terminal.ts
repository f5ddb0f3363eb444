import type { Failure } from '../../src-core/result.ts'
import { localeOf } from '../../src-core/text.ts'
import type { Locale, Text } from '../../src-core/text.ts'

/** Where a command writes: results to standard output, everything said to a person on the way to standard error. */
export interface Terminal {
  locale: Locale
  text(text: Text): string
  /** A result, on standard output. */
  print(line: string): void
  /** A result for programs; JSON has no word for what is not finite, and null would hide it. */
  printJson(value: unknown): void
  /** A sentence for the person, on standard error. */
  say(text: Text): void
  failure(failure: Failure): void
  /** What is going on: one line that rewrites itself in a terminal; elsewhere a line now and then. */
  progress(text: Text): void
}

/** How often progress is said where it cannot rewrite its line, in milliseconds. */
const progressEvery = 5_000

export function createTerminal(
  environment: NodeJS.ProcessEnv = process.env,
  out: NodeJS.WriteStream = process.stdout,
  err: NodeJS.WriteStream = process.stderr,
): Terminal {
  const locale = localeOf(environment.LC_ALL || environment.LC_MESSAGES || environment.LANG)
  const text = (texts: Text) => texts[locale]
  let progressShown = false
  let progressAt = -Infinity
  const endProgress = () => {
    if (progressShown) err.write('\r\u001b[K')
    progressShown = false
  }
  const say = (texts: Text) => {
    endProgress()
    err.write(`${text(texts)}\n`)
  }
  return {
    locale,
    text,
    print(line) {
      endProgress()
      out.write(`${line}\n`)
    },
    printJson(value) {
      endProgress()
      out.write(`${JSON.stringify(value, nonFinite)}\n`)
    },
    say,
    failure({ message, advice }) {
      say(message)
      if (advice) say(advice)
    },
    progress(texts) {
      if (err.isTTY) {
        err.write(`\r\u001b[K${text(texts)}`)
        progressShown = true
      } else if (performance.now() - progressAt >= progressEvery) {
        progressAt = performance.now()
        err.write(`${text(texts)}\n`)
      }
    },
  }
}

function nonFinite(_key: string, value: unknown): unknown {
  if (typeof value !== 'number' || Number.isFinite(value)) return value
  if (Number.isNaN(value)) return 'nan'
  return value > 0 ? 'inf' : '-inf'
}
