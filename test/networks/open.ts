import type { LoomDocument } from '../../src-core/document/schema.ts'
import type { Result } from '../../src-core/result.ts'
import { newDocument } from '../../templates/open.ts'

export const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.failure.message.en} ${result.failure.advice?.en ?? ''}`)
  return result.value
}

/** A template's network with these options. */
export const open = (template: string, options: Record<string, unknown> = {}): LoomDocument =>
  value(newDocument(template, options))
