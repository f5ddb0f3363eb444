import { useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'
import type { LensStep } from './step.ts'
import { lensStep } from './step.ts'

/** A card's colour under the lens that is on; the card is drawn anew only where it gets another one. */
export function useLensStep(id: string): LensStep | undefined {
  const lens = useView((view) => view.lens)
  return useEditor(({ analysis }) => lens && lensStep(analysis, id, lens))
}
