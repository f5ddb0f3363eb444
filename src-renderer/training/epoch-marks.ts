import uPlot from 'uplot'
import { fontOf } from './canvas-font.ts'

export interface Mark {
  /** Where it lies on the horizontal axis. */
  x: number
  epoch: number
}

/** Pixels between two marks: closer, they and their numbers are a carpet. */
const apart = 30

/** Of many epochs every second, fifth, tenth … is marked. */
export function marksEvery(epochs: number, width: number): number {
  const least = (epochs * apart) / Math.max(1, width)
  for (let power = 1; ; power *= 10) for (const n of [1, 2, 5]) if (n * power >= least) return n * power
}

/** Epochs that would lie in the whole width, were all of it like what has been trained of it. */
const pixelsPerEpoch = (chart: uPlot, marks: readonly Mark[]): number => {
  const [first, second] = marks.slice(-2)
  if (!first) return 0
  const span = second ? second.x - first.x : first.x
  return Math.abs(chart.valToPos(span, 'x', true) - chart.valToPos(0, 'x', true)) / uPlot.pxRatio
}

/** Whether a dot for each epoch would stand apart from the next. */
export const isRoomy = (chart: uPlot, marks: readonly Mark[]): boolean => pixelsPerEpoch(chart, marks) >= 12

/** Faint lines where epochs ended, with the epoch's number over them. */
export function drawMarks(
  chart: uPlot,
  marks: readonly Mark[],
  { line, text, scale }: { line: string; text: string; scale: number },
) {
  const perEpoch = pixelsPerEpoch(chart, marks)
  if (perEpoch === 0) return
  const { ctx, bbox } = chart
  const pixel = uPlot.pxRatio * scale
  const every = marksEvery(1, perEpoch / scale)
  ctx.save()
  ctx.font = fontOf(10 * pixel)
  ctx.textAlign = 'center'
  ctx.textBaseline = 'bottom'
  ctx.strokeStyle = line
  ctx.fillStyle = text
  ctx.lineWidth = pixel
  for (const { x, epoch } of marks) {
    if (epoch % every !== 0) continue
    const left = Math.round(chart.valToPos(x, 'x', true)) + 0.5
    if (left < bbox.left || left > bbox.left + bbox.width + 1) continue
    ctx.beginPath()
    ctx.moveTo(left, bbox.top)
    ctx.lineTo(left, bbox.top + bbox.height)
    ctx.stroke()
    ctx.fillText(String(epoch), left, bbox.top - 2 * pixel)
  }
  ctx.restore()
}

/** A dashed line at the step where the loss stopped being a number. */
export function drawDivergence(chart: uPlot, x: number, stroke: string, scale: number) {
  const { ctx, bbox } = chart
  const left = Math.round(chart.valToPos(x, 'x', true)) + 0.5
  if (left < bbox.left || left > bbox.left + bbox.width + 1) return
  const pixel = uPlot.pxRatio * scale
  ctx.save()
  ctx.strokeStyle = stroke
  ctx.lineWidth = 1.5 * pixel
  ctx.setLineDash([4 * pixel, 3 * pixel])
  ctx.beginPath()
  ctx.moveTo(left, bbox.top)
  ctx.lineTo(left, bbox.top + bbox.height)
  ctx.stroke()
  ctx.restore()
}
