import type { z } from 'zod'

export interface CallDefinition<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  type: 'call'
  input: I
  output: O
}

/** A stream is pulled: the reader grants credit, item by item, so that a slow window never makes memory grow. */
export interface StreamDefinition<I extends z.ZodType = z.ZodType, T extends z.ZodType = z.ZodType> {
  type: 'stream'
  input: I
  item: T
}

export type Contract = Record<string, CallDefinition | StreamDefinition>

export const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): CallDefinition<I, O> => ({
  type: 'call',
  input,
  output,
})

export const stream = <I extends z.ZodType, T extends z.ZodType>(input: I, item: T): StreamDefinition<I, T> => ({
  type: 'stream',
  input,
  item,
})

/** What the serving side provides: a function a call, an async iterable a stream. `signal` aborts when the caller leaves. */
export type Handlers<C extends Contract> = {
  [K in keyof C]: C[K] extends CallDefinition<infer I, infer O>
    ? (input: z.output<I>, signal: AbortSignal) => Promise<z.input<O>> | z.input<O>
    : C[K] extends StreamDefinition<infer I, infer T>
      ? (input: z.output<I>, signal: AbortSignal) => AsyncIterable<z.input<T>>
      : never
}

/** What the calling side holds. */
export type Client<C extends Contract> = {
  [K in keyof C]: C[K] extends CallDefinition<infer I, infer O>
    ? (input: z.input<I>, signal?: AbortSignal) => Promise<z.output<O>>
    : C[K] extends StreamDefinition<infer I, infer T>
      ? (input: z.input<I>, signal?: AbortSignal) => AsyncIterable<z.output<T>>
      : never
}
