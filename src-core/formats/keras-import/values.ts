import { activations } from '../../layers/activations.ts'
import { initializerInKeras, initializers } from '../../layers/initializers.ts'
import { isObject } from './config.ts'
import type { Config } from './config.ts'

/** Keras's names of activations where ours differ. */
const otherNames: Readonly<Record<string, string>> = { silu: 'swish', hard_silu: 'hard_swish' }

/** An activation by its name; nothing where it is none of ours. */
export function activationOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return 'linear'
  if (isObject(value)) {
    if (value.class_name === 'function') return activationOf(value.config)
    return isObject(value.config) ? undefined : activationOf(value.config)
  }
  if (typeof value !== 'string') return undefined
  const name = otherNames[value] ?? value
  return (activations as readonly string[]).includes(name) ? name : undefined
}

/** What an initializer's configuration leaves open when it says no more than its class. */
const settings: Readonly<Record<string, Config>> = {
  RandomNormal: { mean: 0, stddev: 0.05 },
  RandomUniform: { minval: -0.05, maxval: 0.05 },
  TruncatedNormal: { mean: 0, stddev: 0.05 },
}

/** An initializer of ours, or nothing: how weights began is of no effect once they are there. */
export function initializerOf(value: unknown): string | undefined {
  if (typeof value === 'string') return initializers.find((id) => id === snake(value))
  if (!isObject(value) || typeof value.class_name !== 'string') return undefined
  const { class_name: className } = value
  const given = isObject(value.config) ? value.config : {}
  const says = (wanted: Config) => Object.entries(wanted).every(([key, one]) => (given[key] ?? one) === one)
  const ofPaper = initializers.find((id) => {
    const form = initializerInKeras(id)
    return (
      typeof form !== 'string' &&
      form.class_name === className &&
      Object.entries(form.config).every(([key, one]) => given[key] === one)
    )
  })
  return (
    ofPaper ??
    (className === 'VarianceScaling' ? ofVariance(given) : undefined) ??
    (says(settings[className] ?? {}) ? initializers.find((id) => id === snake(className)) : undefined)
  )
}

/** What Keras 2.2 and tfjs say by its settings and Keras by a name of its own. */
function ofVariance({ scale, mode, distribution }: Config): string | undefined {
  const words: Record<string, string> = { '1 fan_avg': 'glorot', '2 fan_in': 'he', '1 fan_in': 'lecun' }
  const word = words[`${String(scale)} ${String(mode)}`]
  if (word === undefined || typeof distribution !== 'string') return undefined
  return initializers.find((id) => id === `${word}_${distribution.replace('truncated_', '')}`)
}

/** The factor of an L2 regularizer, 0 for none; nothing for another regularizer. */
export function l2Of(value: unknown): number | undefined {
  if (value === null || value === undefined) return 0
  if (!isObject(value) || !isObject(value.config)) return undefined
  const { l1 = 0, l2 } = value.config
  const isL2 = value.class_name === 'L2' || (value.class_name === 'L1L2' && l1 === 0)
  return isL2 && typeof l2 === 'number' ? l2 : undefined
}

/** `2`, `[2, 3]` or `[[1, 2], [0, 3]]` as the pairs of an image's rows and columns. */
export function edgesOf(value: unknown): [unknown, unknown] {
  const [rows, columns] = (Array.isArray(value) ? value : [value, value]) as unknown[]
  const both = (one: unknown) => (Array.isArray(one) ? one : [one, one])
  return [both(rows), both(columns)]
}

/** Keras's own rule, `GlorotUniform` is `glorot_uniform`. */
const snake = (name: string) => name.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()
