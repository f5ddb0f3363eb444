import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import * as fontkit from 'fontkit'
import type { Font } from 'fontkit'
import type { FigureText } from '../../src-core/figure/marks.ts'

export interface Face {
  font: Font
  /** The file that it is in. */
  bytes: Buffer
  /** Which one, of a file of several. */
  name?: string | undefined
}

/** Letters of Inter come in files of their own, those of English first. */
const subsets = ['latin', 'latin-ext', 'greek', 'cyrillic']

const read = new Map<FigureText['weight'], Promise<Face[]>>()

/** Inter in one weight, as many files as there are for it. Kept once read. */
export function interFaces(weight: FigureText['weight']): Promise<Face[]> {
  let faces = read.get(weight)
  if (!faces) read.set(weight, (faces = Promise.all(subsets.map((subset) => readFace(subset, weight)))))
  return faces
}

async function readFace(subset: string, weight: FigureText['weight']): Promise<Face> {
  const inter = createRequire(import.meta.url)
  const bytes = await readFile(inter.resolve(`@fontsource/inter/files/inter-${subset}-${weight}-normal.woff`))
  // A file of one font, not of several.
  return { font: fontkit.create(bytes) as Font, bytes }
}

export interface Run {
  face: Face
  text: string
}

/** A text in pieces of one face each, the first that has the letter; undefined where no face has one. */
export function runsOf(text: string, faces: readonly Face[]): Run[] | undefined {
  const runs: Run[] = []
  for (const sign of text) {
    const face = faces.find(({ font }) => font.hasGlyphForCodePoint(sign.codePointAt(0)!))
    if (!face) return undefined
    const last = runs.at(-1)
    if (last?.face === face) last.text += sign
    else runs.push({ face, text: sign })
  }
  return runs
}
