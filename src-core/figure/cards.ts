import type { LoomDocument } from '../document/schema.ts'
import type { Analysis } from '../graph/analysis.ts'
import { formatShape } from '../graph/shape.ts'
import { familyLooks } from '../layers/families.ts'
import type { Rect } from '../layout/geometry.ts'
import type { VisibleNode } from '../layout/visible.ts'
import { blockWords, layerWords } from '../layout/words.ts'
import type { Text } from '../text.ts'
import { ink, tint } from './marks.ts'
import type { FigureBox, FigurePart, FigureText } from './marks.ts'
import { fitted, textWidth } from './measure.ts'

/** What cards say, and in which language. */
export interface Words {
  document: LoomDocument
  analysis: Analysis
  t(text: Text): string
}

type Said = Pick<FigureText, 'text' | 'size' | 'weight' | 'color'>

const name = (text: string): Said => ({ text, size: 13, weight: 600, color: ink.text })
const figure = (text: string): Said => ({ text, size: 11.5, weight: 400, color: ink.muted })
const word = (text: string): Said => ({ text, size: 12, weight: 400, color: ink.muted })

/** A layer: its name, its kind with the parameters that matter, and the shape that leaves it. */
export function layerPart(id: string, rect: Rect, { document, analysis, t }: Words): FigurePart {
  const node = document.nodes[id]!
  const layer = analysis.layers.get(id)
  if (node.type !== 'layer' || !layer) return { id, rect, boxes: [plain(rect, ink.surface, 8)], texts: [] }
  const { name: called, kind, family, params, shape } = layerWords(node, layer)
  const color = familyLooks[family].light
  const isOut = node.bypassed ?? false
  const [outline, strip] = isOut ? [ink.line, ink.line] : [tint(color, 0.5), color]
  const line = { left: rect.x + 18, right: rect.x + rect.width - 12 }
  return {
    id,
    rect,
    boxes: [
      {
        ...rect,
        radius: 8,
        fill: isOut ? ink.surface : tint(color, 0.07),
        stroke: outline,
        ...(isOut && { dashed: true }),
      },
      { x: rect.x + 7, y: rect.y + 9, width: 4, height: rect.height - 18, radius: 2, fill: strip },
    ],
    texts: [
      ...row(line, rect.y + 22, isOut ? { ...name(called), color: ink.muted } : name(called), figure(shape ?? '')),
      ...row(line, rect.y + 40, { ...word(t(kind)), color: isOut ? ink.muted : color }, word(params)),
    ],
  }
}

/** How far the cards below the topmost of a folded block look out. */
export const stackHeight = 8

/** A folded block: what leaves it, and how much of the network's weights and work is in it. */
export function blockPart(id: string, rect: Rect, { document, analysis, t }: Words): FigurePart {
  const node = document.nodes[id]!
  const block = analysis.blocks.get(id)
  if (node.type !== 'block' || !block) return { id, rect, boxes: [plain(rect, ink.surface, 8)], texts: [] }
  const { title, shape, layers, parameters, share, cost } = blockWords(
    { id, node },
    block,
    analysis.blocks.get('')!.macs,
  )
  const line = { left: rect.x + 14, right: rect.x + rect.width - 12 }
  const room = line.right - line.left
  const isLong = textWidth(title, name('')) + textWidth(shape ?? '', figure('')) + gap > room
  const params = t({ en: `${parameters} params`, zh: `${parameters} 参数` })
  const work = figure(t({ en: `${cost} of MACs`, zh: `占乘加 ${cost}` }))
  const below = isLong ? figure(shape ?? '') : work
  const bar = { x: line.left, y: rect.y + 60, width: room * 0.5, height: 4, radius: 2 }
  return {
    id,
    rect,
    boxes: [
      ...stackBelow(rect),
      { ...rect, radius: 8, fill: ink.surface, stroke: ink.wire },
      { ...bar, fill: ink.bar },
      ...(share > 0 ? [{ ...bar, width: Math.max(bar.height, bar.width * share), fill: ink.wire }] : []),
    ],
    texts: [
      ...row(line, rect.y + 23, name(title), figure(isLong ? '' : (shape ?? ''))),
      ...row(line, rect.y + 43, word(t(layers)), word(params)),
      ...row(line, rect.y + 66, word(''), below),
    ],
  }
}

/** The edges of the cards that lie below a folded block's topmost. */
function stackBelow({ x, y, width, height }: Rect): FigureBox[] {
  const edge = (inset: number, down: number): FigureBox => ({
    x: x + inset,
    y: y + height - 20 + down,
    width: width - 2 * inset,
    height: 20,
    radius: 8,
    fill: ink.surface,
    stroke: ink.line,
  })
  return [edge(13, stackHeight), edge(6, stackHeight / 2)]
}

/** An unfolded block lies behind what is in it. @param depth how many frames are around it */
export const framePart = (id: string, rect: Rect, depth: number): FigurePart => ({
  id,
  rect,
  boxes: [{ ...plain(rect, frameFill(depth), 12), stroke: ink.line }],
  texts: [],
})

const frameFill = (depth: number) => ink.frames[Math.min(depth, ink.frames.length - 1)]!

/**
 * The title of a frame and what leaves it, beside the wires that come in from above.
 *
 * @param crossings where those wires are, along x
 */
export function frameTitle(
  id: string,
  { rect, depth, crossings }: { rect: Rect; depth: number; crossings: readonly number[] },
  { document, analysis }: Words,
): FigurePart {
  const held = { x: rect.x + 8, y: rect.y + 5, width: rect.width - 16, height: 22 }
  const node = document.nodes[id]!
  const block = analysis.blocks.get(id)
  if (node.type !== 'block' || !block) return { rect: held, boxes: [], texts: [] }
  const { title, shape } = blockWords({ id, node }, block, analysis.blocks.get('')!.macs)
  const left = rect.x + 16
  const right = endBeside(crossings, rect.x + rect.width - 16, textWidth(shape ?? '', figure('')))
  const texts = row({ left, right }, rect.y + 21, name(title), figure(shape ?? ''))
  // A title too long for the room before the first wire hides a piece of it.
  const end = left + textWidth(texts[0]?.text ?? '', name(''))
  const hides = crossings.some((x) => x > left && x < end + gap)
  return { rect: held, boxes: hides ? [plain({ ...held, width: end + 4 - held.x }, frameFill(depth), 0)] : [], texts }
}

/** Where something as wide ends at the right, clear of what crosses its line. */
function endBeside(crossings: readonly number[], right: number, width: number): number {
  let end = right
  for (const x of [...crossings].sort((a, b) => b - a)) if (x < end + gap && x > end - width - gap) end = x - gap
  return end
}

/** A layer outside of the block that is drawn. */
export function outsidePart(
  { id, layer, side }: Extract<VisibleNode, { show: 'outside' }>,
  rect: Rect,
  { analysis }: Words,
): FigurePart {
  const shape = analysis.layers.get(layer)?.shape
  const line = { left: rect.x + 14, right: rect.x + rect.width - 14 }
  const said = side === 'before' && shape ? formatShape(shape) : ''
  return {
    id,
    rect,
    boxes: [{ ...rect, radius: 15, fill: ink.surface, stroke: ink.line, dashed: true }],
    texts: row(line, rect.y + 19.5, word(layer), figure(said)),
  }
}

const plain = (rect: Rect, fill: string, radius: number): FigureBox => ({ ...rect, radius, fill })

/** Between what stands at the left and at the right of one line. */
const gap = 8

/** One line with something at its left and something at its right, which has the room first. */
function row({ left, right }: { left: number; right: number }, y: number, first: Said, last: Said): FigureText[] {
  const room = right - left
  const end = fitted(last, first.text === '' ? room : room * 0.62)
  const taken = last.text === '' ? 0 : textWidth(end.text, end) + gap
  const texts: FigureText[] = [
    { ...fitted(first, room - taken), x: left, y, align: 'start' },
    { ...end, x: right, y, align: 'end' },
  ]
  return texts.filter(({ text }) => text !== '')
}
