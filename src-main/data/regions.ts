import type { Augmentation } from '../../src-core/training/augmentation.ts'
import type { Region } from './resample.ts'
import type { Size } from './source.ts'

/** What of a picture the network sees without chance; with padding, more than there is. */
export function wholeRegion({ height, width }: Size, wanted: Size, fit: Augmentation['fit']): Region {
  if (fit === 'stretch') return { top: 0, left: 0, height, width }
  const [down, across] = [wanted.height / height, wanted.width / width]
  const ratio = fit === 'crop' ? Math.max(down, across) : Math.min(down, across)
  const piece = { height: wanted.height / ratio, width: wanted.width / ratio }
  return { top: middle(height, piece.height), left: middle(width, piece.width), ...piece }
}

/** A whole pixel where the piece is of whole pixels, so that nothing needs to be blurred. */
const middle = (outer: number, inner: number) =>
  Number.isInteger(inner) ? Math.floor((outer - inner) / 2) : (outer - inner) / 2
