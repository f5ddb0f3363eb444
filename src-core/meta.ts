import type { Text } from './text.ts'

declare module 'zod' {
  /** What a schema's `.meta()` may say of a field: forms, flags and documentation are made from it. */
  interface GlobalMeta {
    label?: Text
    /** One sentence for a person who meets the field for the first time. */
    help?: Text
    /** The labels of an enum's values, where the values do not speak for themselves. */
    choices?: Record<string, Text>
    /** The field is a tuple of numbers: the label of each, in order, e.g. height and width. */
    parts?: readonly Text[]
    /** The parts usually agree: a form changes them together until a person unlinks them. */
    linked?: boolean
    /** What stands in the field while it is empty. */
    placeholder?: Text
    /** The heading that the field is folded away under; essential fields have none. */
    group?: Text
    /** Whether the field has any effect, given the values of all. Always where absent. */
    when?(values: Readonly<Record<string, unknown>>): boolean
  }
}
