import { expect, test } from 'vitest'
import { defaultOptions, newDocument, withOption } from './open.ts'
import { templates } from './registry.ts'

/** Defaults as the papers and the documenting code have them: test/reference/networks.json. */
test.each([
  ['squeezenet', {}, { edition: 'published', version: '1.0', inputSize: 224 }],
  ['squeezenet', { edition: 'documented' }, { version: '1.1', inputSize: 299 }],
  ['alexnet', {}, { inputSize: 227 }],
  ['alexnet', { edition: 'documented' }, { inputSize: 224 }],
  ['efficientnet', { variant: 'b4' }, { edition: 'published', inputSize: 380 }],
  ['efficientnet', { variant: 'b4', edition: 'documented' }, { inputSize: 224 }],
  ['lenet', {}, { classes: 10, inputSize: 32 }],
])('the defaults of %s, given %o', (id, given, defaults) => {
  expect(defaultOptions(templates[id]!, given)).toMatchObject(defaults)
})

interface Case {
  name: string
  template: string
  /** Options that a person has set, in their order, and the one that is changed then. */
  set?: [string, string | number][]
  change: [string, string | number]
  gives: Record<string, unknown>
}

test.each<Case>([
  {
    name: 'the version and the size follow the edition',
    template: 'squeezenet',
    change: ['edition', 'documented'],
    gives: { edition: 'documented', version: '1.1', inputSize: 299, classes: 1000 },
  },
  {
    name: 'and back',
    template: 'squeezenet',
    set: [['edition', 'documented']],
    change: ['edition', 'published'],
    gives: { edition: 'published', version: '1.0', inputSize: 224 },
  },
  {
    name: 'a size that a person set stays, the version follows',
    template: 'squeezenet',
    set: [['inputSize', 128]],
    change: ['edition', 'documented'],
    gives: { version: '1.1', inputSize: 128 },
  },
  {
    name: 'AlexNet’s size follows the edition',
    template: 'alexnet',
    change: ['edition', 'documented'],
    gives: { inputSize: 224 },
  },
  {
    name: 'EfficientNet’s size follows the variant',
    template: 'efficientnet',
    set: [['variant', 'b1']],
    change: ['variant', 'b7'],
    gives: { variant: 'b7', inputSize: 600 },
  },
  {
    name: 'but not in the documented edition, which sees 224 pixels always',
    template: 'efficientnet',
    set: [
      ['variant', 'b7'],
      ['edition', 'documented'],
    ],
    change: ['variant', 'b3'],
    gives: { inputSize: 224 },
  },
  {
    name: 'the option that is changed is what it is changed to, default or not',
    template: 'efficientnet',
    set: [['variant', 'b7']],
    change: ['inputSize', 64],
    gives: { variant: 'b7', inputSize: 64 },
  },
  {
    name: 'a default that depends on nothing stays as it is',
    template: 'lenet',
    set: [['classes', 5]],
    change: ['edition', 'documented'],
    gives: { edition: 'documented', classes: 5, inputSize: 32 },
  },
])('$name', ({ template: id, set = [], change, gives }) => {
  const template = templates[id]!
  const start = set.reduce(
    (options, [name, value]) => withOption(template, options, name, value),
    defaultOptions(template),
  )
  const options = withOption(template, start, ...change)
  expect(options).toMatchObject(gives)
  expect(newDocument(id, options)).toMatchObject({ ok: true, value: { template: { options } } })
})
