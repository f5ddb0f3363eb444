import type { Figure } from './figure.ts'
import type { FigureBox, FigurePart, FigureText, FigureWire } from './marks.ts'

/** Inter where it is there; what stands in for it elsewhere is narrower, so that all still fits. */
const fonts =
  "Inter, 'Inter Variable', 'Helvetica Neue', Helvetica, Arial, 'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"

/**
 * A figure as an SVG file: presentation attributes alone, which programs for drawing and typesetting read too.
 *
 * @param write.title says to screen readers what is drawn
 * @param write.text writes words in another way, as outlines say; undefined leaves them words
 */
export function svgOf(
  figure: Figure,
  { title, text }: { title: string; text?: (text: FigureText) => string | undefined },
): string {
  const { width, height } = figure
  const partOf = ({ boxes, texts }: FigurePart) =>
    [...boxes.map(boxOf), ...texts.map((one) => text?.(one) ?? textOf(one))].join('\n')
  const size = `${short(width)} ${short(height)}`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${short(width)}" height="${short(height)}" viewBox="0 0 ${size}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    `<g font-family="${fonts}">`,
    ...figure.frames.map(partOf),
    '<g fill="none" stroke-width="1.4">',
    ...figure.wires.map(lineOf),
    '</g>',
    ...figure.wires.map(headOf),
    ...[...figure.cards, ...figure.legend].map((part) => `<g>\n${partOf(part)}\n</g>`),
    '</g>',
    '</svg>',
    '',
  ].join('\n')
}

const lineOf = ({ d, color }: FigureWire) =>
  `<path d="${d.replace(/-?\d+\.\d+/g, (n) => short(Number(n)))}" stroke="${color}"/>`

const headOf = ({ head, color }: FigureWire) =>
  `<path d="M${head.map(({ x, y }) => `${short(x)},${short(y)}`).join('L')}Z" fill="${color}"/>`

function boxOf({ x, y, width, height, radius, fill, stroke, dashed }: FigureBox): string {
  const line = stroke ? ` stroke="${stroke}"${dashed ? ' stroke-dasharray="4 3"' : ''}` : ''
  const round = radius > 0 ? ` rx="${short(radius)}"` : ''
  return `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"${round} fill="${fill}"${line}/>`
}

function textOf({ text, x, y, align, size, weight, color }: FigureText): string {
  const bold = weight === 400 ? '' : ` font-weight="${weight}"`
  const anchor = align === 'end' ? ' text-anchor="end"' : ''
  return `<text x="${short(x)}" y="${short(y)}" font-size="${short(size)}"${bold} fill="${color}"${anchor}>${escaped(text)}</text>`
}

const short = (value: number) => String(Math.round(value * 100) / 100)

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (mark) => marks[mark]!)
