import type { KeyboardEvent, PointerEvent } from 'react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { formatInteger } from '../../src-core/amounts.ts'
import type { ClassReport } from '../../src-core/training/classes.ts'
import type { Text } from '../../src-core/text.ts'
import { useLocale, useT } from '../i18n/locale.ts'
import { onThemeChange, readTokens } from '../training/chart-colors.ts'
import { formatPercent } from '../training/format.ts'
import type { MatrixColors } from './matrix.ts'
import { drawMatrix, examplesIn, layoutOf, matrixOf } from './matrix.ts'

interface Cell {
  truth: number
  predicted: number
  /** Reached by the keyboard, so that it is to be brought into sight. */
  sought?: true
}
const first: Cell = { truth: 0, predicted: 0, sought: true }

/** What each class was taken for, as a heat map. The pointer reads a cell, and so do the arrow keys. */
export function ConfusionMatrix({ report }: { report: ClassReport }) {
  const t = useT()
  const locale = useLocale()
  const place = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [room, setRoom] = useState({ width: 320, height: 268 })
  const [cell, setCell] = useState<Cell>()
  const matrix = useMemo(() => matrixOf(report), [report])
  const classes = useMemo(() => report.classes.map((name) => name[locale]), [report, locale])
  const layout = useMemo(() => layoutOf(classes, room), [classes, room])
  const width = layout.beside + layout.cell * matrix.size
  const height = layout.over + layout.cell * matrix.size

  useEffect(() => {
    const element = place.current!
    const measured = new ResizeObserver(() => {
      const width = element.clientWidth
      const large = element.closest('.run-enlarged') ? 520 : 268
      setRoom((room) => (room.width === width && room.height === large ? room : { width, height: large }))
    })
    measured.observe(element)
    return () => measured.disconnect()
  }, [])

  useEffect(() => {
    const draw = () => {
      const [element, ratio] = [canvas.current!, devicePixelRatio]
      element.width = width * ratio
      element.height = height * ratio
      const ctx = element.getContext('2d')!
      ctx.scale(ratio, ratio)
      drawMatrix(ctx, matrix, classes, layout, colorsAt(element.parentElement!))
    }
    draw()
    return onThemeChange(draw)
  }, [matrix, classes, layout, width, height])

  const within = (value: number) => Math.min(matrix.size - 1, Math.max(0, value))
  const onPointerMove = (event: PointerEvent) => {
    const box = canvas.current!.getBoundingClientRect()
    const predicted = Math.floor((event.clientX - box.left - layout.beside) / layout.cell)
    const truth = Math.floor((event.clientY - box.top - layout.over) / layout.cell)
    const isCell = within(predicted) === predicted && within(truth) === truth
    setCell(isCell ? { truth, predicted } : undefined)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key]
    if (!move || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    const by = event.shiftKey ? 10 : 1
    const [down, right] = [move[0] * by, move[1] * by]
    // The first press comes to the first cell.
    setCell((at) =>
      at ? { truth: within(at.truth + down), predicted: within(at.predicted + right), sought: true } : first,
    )
  }

  return (
    <div className="matrix">
      <div
        className="matrix-scroll"
        ref={place}
        tabIndex={0}
        role="group"
        aria-label={t({
          en: `Confusion matrix of ${matrix.size} classes; the arrow keys read its cells`,
          zh: `${matrix.size} 个类别的混淆矩阵，可用方向键逐格读取`,
        })}
        onKeyDown={onKeyDown}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setCell(undefined)}
      >
        <div className="matrix-canvas" style={{ width, height }}>
          <canvas ref={canvas} style={{ width, height }} aria-hidden />
          {cell && (
            <span
              className="matrix-cursor"
              ref={(mark) => {
                if (cell.sought) mark?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
              }}
              style={{
                left: layout.beside + cell.predicted * layout.cell,
                top: layout.over + cell.truth * layout.cell,
                width: layout.cell,
                height: layout.cell,
              }}
            />
          )}
        </div>
      </div>
      <p className="matrix-said" role="status">
        {cell
          ? t(sayCell(report, cell, examplesIn(matrix, cell.truth, cell.predicted)))
          : t({ en: 'Rows: the class. Columns: what it was taken for.', zh: '行为真实类别，列为预测类别。' })}
      </p>
    </div>
  )
}

const moves: Record<string, [down: number, right: number]> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
}

function sayCell({ classes, figures }: ClassReport, { truth, predicted }: Cell, examples: number): Text {
  const [is, said] = [classes[truth]!, classes[predicted]!]
  const { support } = figures[truth]!
  const share = support > 0 ? formatPercent(examples / support) : '–'
  const [count, all] = [formatInteger(examples), formatInteger(support)]
  return truth === predicted
    ? { en: `${is.en}: ${count} of ${all} recognised (${share})`, zh: `${is.zh}：正确 ${count} / ${all}（${share}）` }
    : {
        en: `${is.en} taken for ${said.en}: ${count} of ${all} (${share})`,
        zh: `${is.zh} 误判为 ${said.zh}：${count} / ${all}（${share}）`,
      }
}

const colorsAt = (element: HTMLElement): MatrixColors =>
  readTokens(element, (read) => ({
    right: read('--accent'),
    wrong: read('--curve-second'),
    text: read('--text'),
    onColor: read('--text-on-accent'),
    line: read('--line'),
    surface: read('--surface'),
  }))
