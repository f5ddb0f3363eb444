import { z } from 'zod'
import type { Text } from '../text.ts'

/** Height before width, as in Keras. */
export type Pair = [number, number]

const heightAndWidth: readonly Text[] = [
  { en: 'Height', zh: '高' },
  { en: 'Width', zh: '宽' },
]

/** The `.meta()` of a pair whose numbers usually agree. */
export const linkedPair = { parts: heightAndWidth, linked: true }

/**
 * One number for both axes or one for each, as Keras takes them: `5` and `[5, 5]` both come out as `[5, 5]`.
 * Parsing ends in a tuple, so that a form and a JSON schema find two numbers with their range.
 */
export const pair = (each: z.ZodInt) =>
  z.pipe(
    z.transform((value: number | Pair): number | Pair => (typeof value === 'number' ? [value, value] : value)),
    z.tuple([each, each]),
  )

/** `3×3`, as papers write it. */
export const formatPair = ([height, width]: Readonly<Pair>): string => `${height}×${width}`

/** `/2` for strides of 2 both ways, `/2×1` where they differ, nothing where they are 1. */
export function formatStrides([height, width]: Readonly<Pair>): string {
  if (height === 1 && width === 1) return ''
  return height === width ? `/${height}` : `/${height}×${width}`
}
