import type { Text } from './text.ts'

declare module 'zod' {
  /** What a schema's `.meta()` may say of a field: forms, flags and documentation are made from it. */
  interface GlobalMeta {
    label?: Text
    /** One sentence for a person who meets the field for the first time. */
    help?: Text
    /** The labels of an enum's values, where the values do not speak for themselves. */
    choices?: Record<string, Text>
  }
}
