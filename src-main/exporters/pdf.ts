import { buffer } from 'node:stream/consumers'
import PDFDocument from 'pdfkit'
import type { Figure } from '../../src-core/figure/figure.ts'
import type { FigureBox, FigureText, FigureWire } from '../../src-core/figure/marks.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { chineseFace } from './chinese-font.ts'
import { interFaces, runsOf } from './inter.ts'
import type { Face, Run } from './inter.ts'

type Page = PDFKit.PDFDocument

/** Points to a pixel; a page is at most so many points long. */
const scale = 72 / 96
const longest = 14_400

/** A figure as a PDF of one page of its size: words are words, in fonts that the file brings itself. */
export async function pdfOf(figure: Figure, title: string): Promise<Result<Uint8Array>> {
  const words = await writeIn(figure)
  if (!words.ok) return words
  const points = Math.min(scale, longest / Math.max(figure.width, figure.height))
  const page = new PDFDocument({
    size: [figure.width * points, figure.height * points],
    margin: 0,
    info: { Title: title, Creator: 'Layerloom' },
  })
  const written = buffer(page)
  const names = registerFonts(page, words.value.values())
  page.scale(points).lineWidth(1)
  for (const { boxes } of figure.frames) drawBoxes(page, boxes)
  for (const wire of figure.wires) drawWire(page, wire)
  for (const { boxes, texts } of [...figure.cards, ...figure.legend]) {
    drawBoxes(page, boxes)
    for (const text of texts) drawText(page, text, words.value.get(text)!, names)
  }
  page.end()
  return ok(await written)
}

/** All words in pieces of one font each, or why there is none for some of them. */
async function writeIn({ cards, legend }: Figure): Promise<Result<Map<FigureText, Run[]>>> {
  const inter = { 400: await interFaces(400), 600: await interFaces(600) }
  const more: Partial<Record<FigureText['weight'], Face | undefined>> = {}
  const runs = new Map<FigureText, Run[]>()
  for (const text of [...cards, ...legend].flatMap(({ texts }) => texts)) {
    const { weight } = text
    let found = runsOf(text.text, inter[weight])
    if (!found) {
      if (!(weight in more)) more[weight] = await chineseFace(weight)
      found = runsOf(text.text, [...inter[weight], ...(more[weight] ? [more[weight]] : [])])
    }
    if (!found) return noFont(text.text)
    runs.set(text, found)
  }
  return ok(runs)
}

const noFont = (text: string) =>
  fail(
    'no-font',
    { en: `No font of this computer has all letters of “${text}”.`, zh: `本机没有包含“${text}”全部字符的字体。` },
    {
      en: 'Install one that does, e.g. Noto Sans CJK, or write SVG, which is shown with the fonts of whoever opens it.',
      zh: '请安装包含这些字符的字体（如思源黑体 Noto Sans CJK），或改用 SVG（以打开者的字体显示）。',
    },
  )

function drawBoxes(page: Page, boxes: readonly FigureBox[]): void {
  for (const { x, y, width, height, radius, fill, stroke, dashed } of boxes) {
    const outline = radius > 0 ? page.roundedRect(x, y, width, height, radius) : page.rect(x, y, width, height)
    if (dashed) page.dash(4, { space: 3 })
    if (stroke) outline.fillAndStroke(fill, stroke)
    else outline.fill(fill)
    if (dashed) page.undash()
  }
}

function drawWire(page: Page, { d, color, head }: FigureWire): void {
  page.lineWidth(1.4).path(d).stroke(color).lineWidth(1)
  page.polygon(...head.map(({ x, y }) => [x, y])).fill(color)
}

/** As it is: fontkit kerns figures twice where nobody tells it their script, and pdfkit has no way to. */
const unkerned = { lineBreak: false, features: { kern: false } } as unknown as PDFKit.Mixins.TextOptions

function drawText(page: Page, { x, y, align, size, color }: FigureText, runs: readonly Run[], names: Names): void {
  const use = ({ bytes }: Face) => page.font(names.get(bytes)!, size)
  // To lay words out takes most of the time: a text that begins where it stands is laid out once.
  const needsWidth = align === 'end' || runs.length > 1
  const widths = runs.map(({ face, text }) => (needsWidth ? use(face).widthOfString(text, unkerned) : 0))
  let pen = align === 'end' ? x - widths.reduce((sum, width) => sum + width, 0) : x
  page.fillColor(color)
  runs.forEach(({ face, text }, at) => {
    use(face).text(text, pen, y, { ...unkerned, baseline: 'alphabetic' })
    pen += widths[at]!
  })
}

/** What a page calls the fonts that it uses, by their files: Inter's all say the same of themselves. */
type Names = ReadonlyMap<Buffer, string>

function registerFonts(page: Page, runs: Iterable<readonly Run[]>): Names {
  const names = new Map<Buffer, string>()
  for (const { face } of [...runs].flat()) {
    if (names.has(face.bytes)) continue
    const name = `font${names.size}`
    names.set(face.bytes, name)
    page.registerFont(name, face.bytes, face.name)
  }
  return names
}
