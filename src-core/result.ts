import { z } from 'zod'
import { Text } from './text.ts'

/**
 * A failure that a person can cause or meet (a bad file, a full disk, a missing GPU), as a value.
 * `message` says what happened, `advice` what to do about it. Exceptions are for bugs.
 */
export const Failure = z.strictObject({ code: z.string(), message: Text, advice: Text.optional() })
export type Failure = z.output<typeof Failure>

export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure }

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })
export const fail = (code: string, message: Text, advice?: Text): { ok: false; failure: Failure } => ({
  ok: false,
  failure: advice ? { code, message, advice } : { code, message },
})

/** The zod form of {@link Result}, for the contract. */
export const resultOf = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), failure: Failure }),
  ])
