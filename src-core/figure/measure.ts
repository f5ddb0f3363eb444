import type { FigureText } from './marks.ts'

/**
 * How far each letter of Inter from U+0020 to U+007E goes, in thousandths of the size. `test/figure` holds them to the
 * font. Narrower fonts that may stand in for it (Helvetica, Arial) fit too.
 */
const advances: Readonly<Record<FigureText['weight'], readonly number[]>> = {
  400: [
    281, 288, 466, 633, 642, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360, 631, 407, 610, 618, 646, 593, 620,
    566, 619, 620, 288, 302, 662, 662, 662, 511, 966, 690, 654, 730, 722, 601, 590, 746, 743, 269, 571, 672, 565, 903,
    753, 765, 639, 765, 644, 642, 646, 744, 690, 985, 682, 679, 629, 365, 360, 365, 471, 456, 323, 562, 612, 571, 612,
    583, 370, 613, 591, 242, 242, 549, 242, 876, 591, 600, 612, 612, 376, 528, 327, 591, 562, 818, 546, 562, 552, 426,
    333, 426, 662,
  ],
  600: [
    252, 321, 523, 644, 650, 1004, 663, 326, 373, 373, 540, 673, 319, 465, 319, 379, 660, 423, 623, 636, 666, 612, 640,
    576, 640, 640, 319, 329, 673, 673, 673, 543, 999, 728, 659, 737, 722, 605, 588, 749, 746, 277, 580, 703, 565, 922,
    759, 769, 645, 773, 652, 650, 660, 736, 728, 1020, 720, 713, 652, 373, 379, 373, 481, 469, 351, 574, 624, 583, 624,
    591, 389, 625, 612, 262, 262, 569, 262, 900, 612, 609, 624, 624, 397, 549, 353, 612, 587, 839, 569, 588, 566, 455,
    359, 455, 673,
  ],
}

/** The same for signs beyond, in the bolder weight. */
const signs: Readonly<Record<string, number>> = { '×': 673, '…': 957 }

/** Chinese, Japanese and Korean signs are as wide as they are tall; so are emoji at most. */
const isWide = (code: number) => code >= 0x2e80
/** Any other letter: few are wider. */
const other = 0.8

/** What kerning may add to a word. */
const kerning = 1.005

/** How wide a text is at most, in pixels. */
export function textWidth(text: string, { size, weight }: Pick<FigureText, 'size' | 'weight'>): number {
  let ems = 0
  // Inter writes an x between digits as it writes ×.
  for (const sign of text.replace(/(?<=\d)x(?=\d)/g, '×')) {
    const code = sign.codePointAt(0)!
    const known = advances[weight][code - 0x20] ?? signs[sign]
    ems += known !== undefined ? known / 1000 : isWide(code) ? 1 : other
  }
  return ems * size * kerning
}

/** A longer text is written in smaller letters down to this part of its size, then cut. */
const smallest = 0.8

/** The text as it fits into some room: smaller where that is enough, else cut. */
export function fitted<T extends Pick<FigureText, 'text' | 'size' | 'weight'>>(given: T, room: number): T {
  const wide = textWidth(given.text, given)
  if (wide <= room) return given
  const scale = room / wide
  if (scale >= smallest) return { ...given, size: given.size * scale }
  const small = { ...given, size: given.size * smallest }
  const kept = [...given.text]
  while (kept.length > 0 && textWidth(`${kept.join('')}…`, small) > room) kept.pop()
  return { ...small, text: `${kept.join('').trimEnd()}…` }
}
