import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { figureOf } from '../../src-core/figure/figure.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { chineseFace } from '../../src-main/exporters/chinese-font.ts'
import { exportFigure } from '../../src-main/exporters/figure.ts'
import { newDocument } from '../../templates/open.ts'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'layerloom-figure-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

const made = newDocument('lenet')
if (!made.ok) throw new Error(made.failure.message.en)
const lenet = made.value
const hasChinese = (await chineseFace(400)) !== undefined && (await chineseFace(600)) !== undefined

test.each([
  ['en', true],
  ['zh', hasChinese],
] as const)('PDF.js reads every word of a PDF as a word, %s', async (locale, canWrite) => {
  const path = join(folder, `${locale}.pdf`)
  const title = { features: { ...lenet.nodes.features!, title: '特征 é' } }
  const document = locale === 'zh' ? { ...lenet, nodes: { ...lenet.nodes, ...title } } : lenet
  const written = await exportFigure(document, { format: 'pdf', path, locale })
  if (!canWrite) return expect(written).toMatchObject({ ok: false, failure: { code: 'no-font' } })
  expect(written).toMatchObject({ ok: true })
  const read = await getDocumentProxy(new Uint8Array(await readFile(path)))
  const { text } = await extractText(read, { mergePages: true })
  const figure = figureOf(document, { analysis: analyze(document), locale })
  const words = [...figure.cards, ...figure.legend].flatMap(({ texts }) => texts.map((one) => one.text))
  const without = (letters: string) => letters.replace(/\s/g, '')
  for (const word of words) expect(without(text)).toContain(without(word))
  const page = await read.getPage(1)
  // In points, 72 to the inch, where the figure has 96 pixels.
  expect(page.view).toEqual([0, 0, figure.width * 0.75, figure.height * 0.75])
  expect(read.numPages).toBe(1)
})
