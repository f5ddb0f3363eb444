import { Augmentation, normalizationNames, normalizations } from '../../src-core/training/augmentation.ts'
import type { Normalization } from '../../src-core/training/augmentation.ts'
import { fieldsOf } from '../forms/field.ts'
import type { Field } from '../forms/field.ts'

/** Which fields say nothing with these choices. */
const onlyWith: Record<string, (augmentation: Augmentation) => boolean> = {
  scaleFrom: ({ crop }) => crop === 'random',
  scaleTo: ({ crop }) => crop === 'random',
  areaFrom: ({ crop }) => crop === 'area',
}

/** The fields that play a part, but for the normalization, which is chosen by name. */
export const shownFields = (augmentation: Augmentation): Field[] =>
  fieldsOf(Augmentation).filter(
    ({ key }) => key !== 'mean' && key !== 'deviation' && (onlyWith[key]?.(augmentation) ?? true),
  )

/** The name of a normalization; undefined for numbers that have none. */
export const normalizationOf = ({ mean, deviation }: Augmentation): Normalization | undefined =>
  normalizationNames.find(
    (name) => same(normalizations[name].mean, mean) && same(normalizations[name].deviation, deviation),
  )

const same = (a: readonly number[], b: readonly number[]) => a.length === b.length && a.every((one, i) => one === b[i])

/** Those that fit images of so many channels. */
export const normalizationsFor = (channels: number): Normalization[] =>
  normalizationNames.filter((name) => {
    const { length } = normalizations[name].mean
    return length === 1 || length === channels
  })
