import { expect, test } from 'vitest'
import { network } from '../../test/graph/network.ts'
import { analyze } from './analyze.ts'

/** Kernel and stride of each window on the longest way. */
type Windows = [kernel: number, stride: number][]
const repeat = (count: number, windows: Windows): Windows => Array.from({ length: count }, () => windows).flat()
const stage = (blocks: number, stride: 1 | 2): Windows => [
  ...repeat(blocks - 1, [[3, 1]]),
  // tf-slim's networks, which the paper measures, take the stride in a stage's last block.
  [3, stride],
]

/** Araujo, Norris & Sim, Computing Receptive Fields of Convolutional Neural Networks, Distill 2019, table 1. */
const published: { name: string; windows: Windows; side: number }[] = [
  {
    name: 'AlexNet v2, pool5',
    side: 195,
    windows: [[11, 4], [3, 2], [5, 1], [3, 2], ...repeat(3, [[3, 1]]), [3, 2]],
  },
  {
    name: 'VGG-16, pool5',
    side: 212,
    windows: [
      ...repeat(2, [...repeat(2, [[3, 1]] as Windows), [2, 2]]),
      ...repeat(3, [...repeat(3, [[3, 1]] as Windows), [2, 2]]),
    ],
  },
  {
    name: 'ResNet-50 v1, block4',
    side: 483,
    windows: [[7, 2], [3, 2], ...stage(3, 2), ...stage(4, 2), ...stage(6, 2), ...stage(3, 1)],
  },
  {
    name: 'ResNet-101 v1, block4',
    side: 1027,
    windows: [[7, 2], [3, 2], ...stage(3, 2), ...stage(4, 2), ...stage(23, 2), ...stage(3, 1)],
  },
]

test.each(published)('$name sees $side pixels', ({ windows, side }) => {
  const layers = windows.map(([kernelSize, strides], i) => [
    `w${i}`,
    ['conv2d', { filters: 1, kernelSize, strides, padding: 'same' }] as const,
  ])
  const document = network({ in: ['input', { shape: [224, 224, 1] }], ...Object.fromEntries(layers) }, [
    ['in', ...windows.map((_, i) => `w${i}`)].join(' -> '),
  ])
  expect(analyze(document).layers.get(`w${windows.length - 1}`)!.receptiveField).toBe(side)
})

test('strides that no network has come to no infinity', () => {
  const names = Array.from({ length: 30 }, (_, i) => `c${i}`)
  const wild = ['conv2d', { strides: 1e15, kernelSize: 1, padding: 'same' }] as const
  const document = network({ in: ['input', {}], ...Object.fromEntries(names.map((name) => [name, wild])) }, [
    ['in', ...names].join(' -> '),
  ])
  expect(analyze(document).layers.get('c29')!.receptiveField).toBe(1)
  const wide = network(
    {
      in: ['input', {}],
      ...Object.fromEntries(names.map((name) => [name, ['conv2d', { strides: 1e15, padding: 'same' }]])),
    },
    [['in', ...names].join(' -> ')],
  )
  expect(analyze(wide).layers.get('c29')!.receptiveField).toBe(Number.MAX_SAFE_INTEGER)
})
