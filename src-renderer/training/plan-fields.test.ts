import { expect, test } from 'vitest'
import { parseField } from '../forms/field.ts'
import { Plan } from '../../src-core/training/plan.ts'
import { essential, groups, shownFields } from './plan-fields.ts'

const keys = (plan: Partial<Plan> = {}, outputs = 1) => {
  const shown = shownFields(Plan.parse(plan), outputs)
  return {
    main: essential(shown).map(({ key }) => key),
    more: Object.fromEntries(groups(shown).map(({ title, fields }) => [title.en, fields.map(({ key }) => key)])),
  }
}
const all = shownFields(
  Plan.parse({ optimizer: 'momentum', schedule: 'plateau', stopAfter: 3, weightDecay: 0.1, clip: 'norm' }),
  3,
)
const field = (key: string) => all.find((field) => field.key === key)!

test('the essentials come first, the rest waits under headings', () => {
  expect(keys().main).toEqual(['optimizer', 'learningRate', 'schedule', 'batchSize', 'epochs'])
  expect(keys().more).toEqual({
    Optimizer: ['beta1', 'beta2', 'epsilon'],
    'Learning rate': ['warmupEpochs'],
    'Loss and gradients': ['weightDecay', 'labelSmoothing', 'classWeights', 'clip'],
    'Stopping and keeping': ['steps', 'monitor', 'stopAfter', 'keepBest', 'checkpointMinutes'],
    Run: ['seed', 'limit', 'device'],
  })
})

test.each<[string, Partial<Plan>, string[], string[]]>([
  ['momentum', { optimizer: 'momentum' }, ['momentum', 'nesterov'], ['beta1', 'epsilon']],
  ['RMSprop', { optimizer: 'rmsprop' }, ['rho', 'rmspropMomentum', 'epsilon'], ['momentum', 'beta1']],
  ['plain SGD', { optimizer: 'sgd' }, ['learningRate'], ['momentum', 'rho', 'epsilon', 'accumulator']],
  ['steps', { schedule: 'step' }, ['decayFactor', 'decayEpochs'], ['decayPatience', 'finalRate']],
  ['a plateau', { schedule: 'plateau' }, ['decayFactor', 'decayPatience', 'improvement'], ['decayEpochs']],
  ['a cosine', { schedule: 'cosine' }, ['finalRate'], ['decayFactor', 'decayEpochs']],
  ['weight decay', { weightDecay: 0.1 }, ['decayKind'], ['clipNorm']],
  ['AdamW', { optimizer: 'adamw', weightDecay: 0.1 }, ['weightDecay', 'beta1'], ['decayKind']],
  ['clipping', { clip: 'global' }, ['clipNorm'], ['decayKind']],
  ['stopping early', { stopAfter: 3 }, ['improvement'], ['auxiliaryWeight']],
])('fields are there where they matter: %s', (_name, plan, there, absent) => {
  const { main, more } = keys(plan)
  const shown = [...main, ...Object.values(more).flat()]
  expect(shown).toEqual(expect.arrayContaining(there))
  for (const key of absent) expect(shown).not.toContain(key)
})

test('auxiliary heads have a weight where the network has some', () => {
  expect(keys({}, 3).more['Loss and gradients']).toContain('auxiliaryWeight')
})

test('a field’s control, choices and range come from its schema', () => {
  expect(field('optimizer')).toMatchObject({ control: 'choice', empty: 'refused' })
  expect(field('optimizer').choices.map((choice) => choice.value)).toContain('adam')
  expect(field('learningRate').range!.en).toBe('A number above 0, at most 100.')
  expect(field('epochs').range!.en).toBe('A whole number from 1 to 100,000.')
  expect(field('seed').range!.en).toBe('A whole number from 0 to 2,147,483,647.')
  expect(field('limit')).toMatchObject({ empty: 'absent', placeholder: { en: 'All' } })
  expect(field('nesterov').control).toBe('switch')
  expect(field('weightDecay').placeholder!.en).toBe('default')
})

test.each([
  ['learningRate', ' 1e-3 ', 0.001],
  ['batchSize', '128', 128],
  ['limit', '', undefined],
  ['device', 'cpu', 'cpu'],
])('%s: "%s" is taken', (key, typed, value) => expect(parseField(field(key), [typed])).toEqual({ ok: true, value }))

test.each([
  ['learningRate', ''],
  ['learningRate', '-1'],
  ['learningRate', 'NaN'],
  ['batchSize', '2.5'],
  ['epochs', '0'],
  ['epochs', '1e9'],
  ['seed', '0x'],
  ['limit', '0'],
  ['device', 'tpu'],
])('%s: "%s" is refused in words', (key, typed) => {
  const parsed = parseField(field(key), [typed])
  expect(parsed.ok).toBe(false)
  expect(parsed).toHaveProperty('message.zh')
})
