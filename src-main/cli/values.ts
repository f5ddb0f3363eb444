import { z } from 'zod'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { reportedEpochs } from '../../src-core/training/classes.ts'
import { wrongUsage } from './define.ts'

/** Reads `option=value` pairs. What the values mean is the template's business. */
export function readAssignments(given: unknown): Result<Record<string, string>> {
  const assignments: Record<string, string> = {}
  for (const one of [given ?? []].flat().map(String)) {
    const at = one.indexOf('=')
    if (at < 1) {
      return wrongUsage({
        en: `--set takes option=value, not “${one}”.`,
        zh: `--set 的格式为 选项=值，而不是“${one}”。`,
      })
    }
    assignments[one.slice(0, at)] = one.slice(at + 1)
  }
  return ok(assignments)
}

/**
 * What a text from the command line means to a schema: itself, a number, yes or no, or JSON; whichever the schema takes
 * first. A text that it takes in no form stays a text, for the schema's owner to refuse by name.
 */
export function readValue(schema: z.ZodType | undefined, text: string): unknown {
  return candidates(text).find((candidate) => schema?.safeParse(candidate).success) ?? text
}

function candidates(text: string): unknown[] {
  const found: unknown[] = [text]
  if (text.trim() !== '' && !Number.isNaN(Number(text))) found.push(Number(text))
  try {
    found.push(JSON.parse(text))
  } catch {
    // Not JSON: it was meant as a text.
  }
  return found
}

/** A flag's value by a schema; wrong usage names the flag. */
export function readFlag<S extends z.ZodType>(
  flag: string,
  schema: S,
  value: unknown,
): Result<z.output<S> | undefined> {
  if (value === undefined) return ok(undefined)
  const last = Array.isArray(value) ? value.at(-1) : value
  const parsed = schema.safeParse(readValue(schema, String(last)))
  if (parsed.success) return ok(parsed.data)
  const why = parsed.error.issues[0]?.message ?? ''
  return wrongUsage({ en: `${flag} ${last}: ${why}`, zh: `${flag} ${last}：${why}` })
}

/** The text of a flag that takes one, e.g. a path. */
export const textFlag = (value: unknown): string | undefined =>
  value === undefined ? undefined : String(Array.isArray(value) ? value.at(-1) : value)

/** Which of a run's weights, where it can be said. */
export const readWeightsFlag = (value: unknown, flag = '--weights') => readFlag(flag, z.enum(reportedEpochs), value)

/** A flag that the command cannot do without. */
export function requiredFlag(flag: string, value: unknown): Result<string> {
  const text = textFlag(value)
  if (text) return ok(text)
  return wrongUsage({ en: `${flag} is missing.`, zh: `缺少 ${flag}。` })
}
