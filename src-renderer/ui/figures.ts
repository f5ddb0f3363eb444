import { formatCompact } from '../training/format.ts'

/** A count in few signs, for a card or a bar: parameters are written as multiply-accumulates are, `61.7 k`, `25.6 M`. */
export const shortFigure = (count: number): string => formatCompact(count)
