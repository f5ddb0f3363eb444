import { expect, test } from 'vitest'
import { analyze } from '../../src-core/graph/analyze.ts'
import { newDocument } from '../../templates/open.ts'
import { asCsv, asMarkdown } from './as-text.ts'
import { rowsInSight, scrollFor } from './in-sight.ts'
import type { Arranging } from './rows.ts'
import { summaryRows } from './rows.ts'

const made = newDocument('lenet')
if (!made.ok) throw new Error(made.failure.message.en)
const document = made.value
const analysis = analyze(document)

const rows = (arranging: Partial<Arranging>) =>
  summaryRows(document, analysis, { sort: undefined, grouped: true, folded: new Set(), ...arranging })

test.each<{ name: string; arranging: Partial<Arranging>; ids: string[] }>([
  {
    name: 'blocks come above what is in them, as data runs',
    arranging: {},
    ids: [
      'input',
      'features',
      'features/c1',
      'features/s2',
      'features/c3',
      'features/s4',
      'features/c5',
      'classifier',
      'classifier/flatten',
      'classifier/f6',
      'classifier/predictions',
    ],
  },
  {
    name: 'a block folds',
    arranging: { folded: new Set(['features', 'classifier']) },
    ids: ['input', 'features', 'classifier'],
  },
  {
    name: 'grouped rows are sorted within their block',
    arranging: { sort: { column: 'parameters', descending: true }, folded: new Set(['classifier']) },
    ids: ['features', 'features/c5', 'features/c3', 'features/c1', 'features/s2', 'features/s4', 'classifier', 'input'],
  },
  {
    name: 'layers alone',
    arranging: { grouped: false, sort: { column: 'receptiveField', descending: false } },
    ids: [
      'input',
      'features/c1',
      'features/s2',
      'features/c3',
      'features/s4',
      'features/c5',
      'classifier/flatten',
      'classifier/f6',
      'classifier/predictions',
    ],
  },
])('$name', ({ arranging, ids }) => expect(rows(arranging).map(({ id }) => id)).toEqual(ids))

test('a block says the sums of all that is in it', () => {
  // LeCun et al. 1998 with full connections in C3, as Keras counts it: 156 + 2,416 + 48,120.
  expect(rows({}).find(({ id }) => id === 'features')).toMatchObject({
    parameters: 50_692,
    macs: 405_600,
    shape: [1, 1, 120],
    depth: 0,
  })
})

test('the table as CSV and as Markdown has exact figures and whole paths', () => {
  const [c1] = rows({}).filter(({ id }) => id === 'features/c1')
  expect(asCsv([{ ...c1!, id: 'a,"b"' }], ({ en }) => en)).toBe(
    'Name,Kind,Output shape,Parameters,MACs,Activations (B),Receptive field\r\n' +
      '"a,""b""",Convolution,28×28×6,156,117600,18816,5\r\n',
  )
  expect(asMarkdown([{ ...c1!, id: 'a|b' }], ({ zh }) => zh)).toBe(
    '| 名称 | 类型 | 输出形状 | 参数 | 乘加次数 | 激活内存 (B) | 感受野 |\n' +
      '| --- | --- | ---: | ---: | ---: | ---: | ---: |\n' +
      '| a\\|b | 卷积 | 28×28×6 | 156 | 117600 | 18816 | 5 |\n',
  )
})

test.each([
  { scrollTop: 0, count: 1000, from: 0, to: 18 },
  { scrollTop: 2_600, count: 1000, from: 92, to: 118 },
  { scrollTop: 25_740, count: 1000, from: 982, to: 1000 },
  { scrollTop: 2_600, count: 3, from: 3, to: 3 },
])('at $scrollTop of $count rows $from to $to are drawn', ({ scrollTop, count, from, to }) =>
  expect(rowsInSight(scrollTop, 260, count)).toEqual({ from, to }),
)

test.each([
  [5, 0, 0],
  [20, 0, 286],
  [5, 300, 130],
])('row %i is brought into sight from %i by scrolling to %i', (row, scrollTop, to) =>
  expect(scrollFor(row, scrollTop, 260)).toBe(to),
)

test('a table that has no height yet does not scroll past the row', () => expect(scrollFor(2, 0, -28)).toBe(52))
