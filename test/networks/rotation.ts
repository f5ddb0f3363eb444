import { templates } from '../../templates/registry.ts'
import { every } from './every.ts'
import { variants } from './variants.ts'
import type { Variant } from './variants.ts'

/** Another every day; `LAYERLOOM_THIRD` (0, 1 or 2) brings back a day's. */
const third = Number(process.env.LAYERLOOM_THIRD ?? Math.floor(Date.now() / 86_400_000) % 3)

/** Those that are tried today: every third by name, or all of them in `npm run test:networks`. */
export const thirdOf = (names: readonly string[]): string[] =>
  names.toSorted().filter((_, at) => every || at % 3 === third)

/** The families that a format is tried with today. */
export const today: readonly string[] = thirdOf(Object.keys(templates))

/** Their networks. */
export const rotated: readonly Variant[] = variants.filter(({ template }) => today.includes(template))
