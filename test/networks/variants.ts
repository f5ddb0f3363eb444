import type { LoomDocument } from '../../src-core/document/schema.ts'
import { every, wide } from './every.ts'
import { open } from './open.ts'
import { thin } from './thin.ts'

/** A template with options, and how many times thinner its layers are made than the template has them. */
export interface Variant {
  template: string
  options: Record<string, unknown>
  thinner: number
}

/** The graph of a large network stays whole, and about a sixty-fourth of its work and weights is left. */
const thinner = wide ? 1 : 8

const of = (template: string, options: Record<string, unknown>): Variant => ({ template, options, thinner })
/** Small enough by its own options. */
const whole = (template: string, options: Record<string, unknown>): Variant => ({ template, options, thinner: 1 })

/** For what would hardly learn with a channel or two a layer. */
const lessThin = (thinner: number) => ({ thinner: wide ? 1 : thinner })

const published = { edition: 'published' }
const documented = { edition: 'documented' }

/** Every family, every form of it that hangs together otherwise, on images as small as it takes. */
const forms: Variant[] = [
  whole('lenet', { ...published, inputSize: 32 }),
  whole('lenet', { ...documented, inputSize: 28 }),
  of('alexnet', { ...published, groups: 1, inputSize: 67 }),
  of('alexnet', { ...published, groups: 2, inputSize: 67 }),
  of('alexnet', { ...documented, inputSize: 67 }),
  of('vgg', { ...published, depth: 11, inputSize: 32 }),
  of('vgg', { ...documented, depth: 16, inputSize: 32 }),
  of('googlenet', { ...published, inputSize: 65 }),
  of('googlenet', { ...documented, inputSize: 65 }),
  of('googlenet', { ...published, auxiliary: false, inputSize: 33 }),
  of('inception-v2', { inputSize: 33 }),
  of('inception-v3', { inputSize: 75 }),
  { ...of('inception-v4', { inputSize: 107 }), ...lessThin(2) },
  of('inception-resnet-v2', { inputSize: 75 }),
  of('resnet', { ...published, depth: 18, inputSize: 33 }),
  of('resnet', { ...documented, depth: 18, inputSize: 33 }),
  of('resnet', { ...published, depth: 50, inputSize: 33 }),
  of('resnet', { ...documented, depth: 50, inputSize: 33 }),
  of('resnet-v2', { depth: 50, inputSize: 33 }),
  of('resnext', { depth: 50, cardinality: 8, width: 8, inputSize: 33 }),
  of('densenet', { depth: 121, inputSize: 32 }),
  of('xception', { inputSize: 41 }),
  whole('squeezenet', { version: '1.0', inputSize: 41 }),
  whole('squeezenet', { version: '1.1', inputSize: 41 }),
  whole('mobilenet', { alpha: 0.25, inputSize: 33 }),
  whole('mobilenet-v2', { alpha: 0.35, inputSize: 33 }),
  whole('shufflenet', { ...published, groups: 1, scale: 0.5, inputSize: 33 }),
  whole('shufflenet', { ...published, groups: 3, scale: 0.5, inputSize: 33 }),
  whole('shufflenet', { ...published, groups: 8, inputSize: 33 }),
  whole('shufflenet', { ...documented, groups: 3, scale: 0.5, inputSize: 33 }),
  whole('efficientnet', { variant: 'b0', inputSize: 64 }),
]

/** The depths and widths that repeat what the forms have. */
const repeated: Variant[] = [
  ...[13, 16, 19].map((depth) => of('vgg', { depth, inputSize: 32 })),
  ...[34, 101, 152].map((depth) => of('resnet', { depth, inputSize: 33 })),
  ...[101, 152].map((depth) => of('resnet-v2', { depth, inputSize: 33 })),
  ...(wide
    ? [50, 101].map((depth) => of('resnext', { depth, inputSize: 33 }))
    : [of('resnext', { depth: 101, cardinality: 8, width: 8, inputSize: 33 })]),
  ...[169, 201].map((depth) => of('densenet', { depth, inputSize: 32 })),
  of('densenet', { ...documented, depth: 201, inputSize: 32 }),
  ...[0.5, 0.75, 1].map((alpha) => of('mobilenet', { alpha, inputSize: 33 })),
  ...[0.5, 0.75, 1, 1.3, 1.4].map((alpha) => of('mobilenet-v2', { alpha, inputSize: 33 })),
  ...[2, 4].map((groups) => whole('shufflenet', { groups, inputSize: 33 })),
  ...['b1', 'b2', 'b3', 'b4', 'b5', 'b7'].map((variant) => of('efficientnet', { variant, inputSize: 129 })),
  { ...of('efficientnet', { variant: 'b6', inputSize: 129 }), ...lessThin(4) },
]

export const variants: Variant[] = every ? [...forms, ...repeated] : forms

export const documentOf = ({ template, options, thinner }: Variant, classes: number): LoomDocument =>
  thin(open(template, { ...options, classes }), thinner, classes)

export const titleOf = ({ template, options, thinner }: Variant): string =>
  `${template} ${JSON.stringify(options)}${thinner > 1 ? `, ${thinner} times thinner` : ''}`
