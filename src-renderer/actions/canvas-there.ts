import type { Text } from '../../src-core/text.ts'
import { useView } from '../store/view.ts'

/** For actions that ask something of the canvas: true while it is there. */
export const canvasThere = (): true | Text =>
  useView.getState().canvas ? true : { en: 'The canvas is not ready yet.', zh: '画布尚未就绪。' }
