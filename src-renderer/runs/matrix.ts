import type { ClassReport } from '../../src-core/training/classes.ts'
import { fontOf } from '../training/canvas-font.ts'

/** A confusion matrix to be drawn: rows are the classes, columns what they were taken for. */
export interface Matrix {
  size: number
  /** Examples of each row. */
  support: readonly number[]
  /** Cells that are not 0, by `truth * size + predicted`. */
  cells: ReadonlyMap<number, number>
}

export const matrixOf = ({ classes, figures, cells }: ClassReport): Matrix => ({
  size: classes.length,
  support: figures.map(({ support }) => support),
  cells: new Map(cells.map(([truth, predicted, examples]) => [truth * classes.length + predicted, examples])),
})

export const examplesIn = ({ cells, size }: Matrix, truth: number, predicted: number): number =>
  cells.get(truth * size + predicted) ?? 0

/** Sizes in CSS pixels. */
export interface MatrixLayout {
  cell: number
  /** Room for the names beside and over the cells; 0 where the cells are too small for names. */
  beside: number
  over: number
}

/** Pixels that a matrix without names may be tall, whatever the room: less shows nothing of a hundred classes. */
const tallPicture = 420

/** Cells as large as the room allows, names beside them as long as those can be read. */
export function layoutOf(classes: readonly string[], room: { width: number; height: number }): MatrixLayout {
  const longest = Math.max(...classes.map(widthOf))
  const beside = Math.min(96, longest + 10)
  const over = longest <= 16 ? 18 : Math.min(84, longest + 8)
  const size = classes.length
  const fitting = (width: number, height: number) => Math.floor(Math.min(width, height) / size)
  const named = Math.min(34, Math.max(fitting(room.width - beside, room.height - over), 14))
  // What does not fit is scrolled to, as long as its names can be read; above that it is a picture.
  if (named * size <= Math.max(room.width - beside, 640)) return { cell: named, beside, over }
  return { cell: Math.max(2, fitting(room.width, Math.max(room.height, tallPicture))), beside: 0, over: 0 }
}

/** About how wide a name is in a font of 11 pixels; Chinese signs are twice as wide. */
const widthOf = (name: string) => [...name].reduce((sum, sign) => sum + (sign > '\u2e80' ? 11 : 6.2), 0)

/** A name as long as there is room for. */
export function shortened(name: string, width: number): string {
  if (widthOf(name) <= width) return name
  let short = name
  while (short.length > 1 && widthOf(`${short}…`) > width) short = short.slice(0, -1)
  return `${short}…`
}

export interface MatrixColors {
  right: string
  wrong: string
  text: string
  onColor: string
  line: string
  /** Behind it all. */
  surface: string
}

type Rgb = readonly number[]

/** Of `rgb(47, 91, 214)`, as a computed style says it. */
const rgbOf = (color: string): Rgb =>
  color
    .match(/[\d.]+/g)!
    .slice(0, 3)
    .map(Number)

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}

/** Of the two colours of text the one that is read more easily on a cell of `color`, so deep. */
export function legible(color: string, depth: number, { text, onColor, surface }: MatrixColors): string {
  const behind = rgbOf(surface)
  const cell = luminance(rgbOf(color).map((value, i) => value * depth + behind[i]! * (1 - depth)))
  const contrast = (of: string) => {
    const [dark, light] = [cell, luminance(rgbOf(of))].sort((a, b) => a - b)
    return (light! + 0.05) / (dark! + 0.05)
  }
  return contrast(text) >= contrast(onColor) ? text : onColor
}

/** Draws the matrix: of each class the share that was taken for each, right ones in one colour, mistakes in another. */
export function drawMatrix(
  ctx: CanvasRenderingContext2D,
  matrix: Matrix,
  classes: readonly string[],
  { cell, beside, over }: MatrixLayout,
  colors: MatrixColors,
) {
  const { size, support, cells } = matrix
  const gap = cell >= 10 ? 1 : 0
  ctx.textBaseline = 'middle'
  ctx.fillStyle = colors.line
  for (let row = 0; gap && row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      ctx.globalAlpha = 0.45
      ctx.fillRect(beside + column * cell, over + row * cell, cell - gap, cell - gap)
    }
  }
  // What is mistaken most often is told from what happens once, however good the network.
  const shareOf = (at: number, examples: number) => examples / Math.max(1, support[Math.floor(at / size)]!)
  const mistakes = [...cells].filter(([at]) => Math.floor(at / size) !== at % size)
  const worst = mistakes.reduce((most, [at, examples]) => Math.max(most, shareOf(at, examples)), 1e-9)
  for (const [at, examples] of cells) {
    const [truth, predicted] = [Math.floor(at / size), at % size]
    const share = shareOf(at, examples)
    const depth = truth === predicted ? share : 0.1 + 0.75 * Math.sqrt(share / worst) * Math.min(1, 0.5 + 2 * worst)
    const [left, top] = [beside + predicted * cell, over + truth * cell]
    ctx.globalAlpha = depth
    ctx.fillStyle = truth === predicted ? colors.right : colors.wrong
    ctx.fillRect(left, top, cell - gap, cell - gap)
    ctx.globalAlpha = 1
    if (cell < 20) continue
    ctx.font = fontOf(examples >= 1_000 && cell < 30 ? 9 : 11)
    ctx.fillStyle = legible(truth === predicted ? colors.right : colors.wrong, depth, colors)
    ctx.textAlign = 'center'
    ctx.fillText(String(examples), left + (cell - gap) / 2, top + (cell - gap) / 2 + 0.5)
  }
  ctx.globalAlpha = 1
  if (beside === 0) return
  ctx.font = fontOf(11)
  ctx.fillStyle = colors.text
  for (const [i, name] of classes.entries()) {
    ctx.textAlign = 'right'
    ctx.fillText(shortened(name, beside - 8), beside - 6, over + (i + 0.5) * cell)
    const centre = beside + (i + 0.5) * cell
    if (over <= 18) {
      ctx.textAlign = 'center'
      ctx.fillText(name, centre, over - 9)
    } else {
      ctx.save()
      ctx.translate(centre, over - 5)
      ctx.rotate(-Math.PI / 2)
      ctx.textAlign = 'left'
      ctx.fillText(shortened(name, over - 8), 0, 0)
      ctx.restore()
    }
  }
}
