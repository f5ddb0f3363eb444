import type { Augmentation } from '../../src-core/training/augmentation.ts'
import type { Region } from './resample.ts'
import type { Size } from './source.ts'

/** What of a picture the network sees without chance; with padding, more than there is. */
export function wholeRegion({ height, width }: Size, wanted: Size, fit: Augmentation['fit']): Region {
  if (fit === 'stretch') return { top: 0, left: 0, height, width }
  const ratios = [wanted.height / height, wanted.width / width]
  const ratio = fit === 'crop' ? Math.max(...ratios) : Math.min(...ratios)
  return middle({ height, width }, { height: wanted.height / ratio, width: wanted.width / ratio })
}

/** Whole pixels where the piece is of whole pixels, so that nothing needs to be blurred. */
function middle(around: Size, piece: Size): Region {
  const place = (outer: number, inner: number) =>
    Number.isInteger(inner) ? Math.floor((outer - inner) / 2) : (outer - inner) / 2
  return { ...piece, top: place(around.height, piece.height), left: place(around.width, piece.width) }
}
