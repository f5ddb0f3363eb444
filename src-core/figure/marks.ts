import type { Point, Rect } from '../layout/geometry.ts'

export interface FigureBox extends Rect {
  radius: number
  /** `#rrggbb`. */
  fill: string
  stroke?: string
  dashed?: boolean
}

export interface FigureText {
  text: string
  /** Where it begins or, at the `end`, where it ends. */
  x: number
  /** Of its baseline. */
  y: number
  align: 'start' | 'end'
  size: number
  weight: 400 | 600
  color: string
}

/** What belongs together. */
export interface FigurePart {
  /** Of the node that it shows. */
  id?: string
  /** Holds all of its words; no other card stands in it. */
  rect: Rect
  boxes: readonly FigureBox[]
  texts: readonly FigureText[]
}

export interface FigureWire {
  /** A path as SVG has it, of absolute M, L, C and Q. */
  d: string
  color: string
  /** The head of its arrow, filled. */
  head: readonly [Point, Point, Point]
}

/** Colours of all that is no layer: figures lie on white. */
export const ink = {
  text: '#1a1d23',
  muted: '#4f5562',
  line: '#c3c8d1',
  wire: '#7d8491',
  bar: '#e3e6eb',
  surface: '#ffffff',
  /** Behind what is in a block, by how deep it lies. */
  frames: ['#f6f7f9', '#eef0f3', '#e6e9ee'],
}

/** A colour mixed with white. @param part of the colour, 0 to 1 */
export function tint(color: string, part: number): string {
  const channels = [1, 3, 5].map((at) => Math.round(255 - (255 - parseInt(color.slice(at, at + 2), 16)) * part))
  return `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}
