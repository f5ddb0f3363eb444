import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { useEditor } from '../store/editor.ts'
import { liveRunOf, useRuns } from '../store/runs.ts'
import { showSide } from '../store/view.ts'

/** The first minute: look at the network, edit it, train it, watch the curve. */
export const steps = ['look', 'edit', 'train', 'watch', 'end'] as const
export type Step = (typeof steps)[number]

/** Where the first minute is; undefined once it was left. A first start begins it. */
export const useGuide = create<{ step: Step | undefined }>()(
  persist((): { step: Step | undefined } => ({ step: 'look' }), {
    name: 'layerloom.guide',
    version: 1,
    // What is undefined is left out of JSON, and would begin anew.
    partialize: ({ step }) => ({ step: step ?? null }),
    merge: (kept, now) => ({ ...now, ...(isKept(kept) && { step: kept.step ?? undefined }) }),
  }),
)

const isKept = (kept: unknown): kept is { step: Step | null } =>
  typeof kept === 'object' &&
  kept !== null &&
  'step' in kept &&
  (kept.step === null || steps.includes(kept.step as Step))

export const leaveGuide = (): void => void useGuide.setState({ step: undefined })

/** Begins the first minute again, where it can be seen. */
export function startGuide(): void {
  showSide('library')
  useGuide.setState({ step: 'look' })
}

/** Goes on as a person really does what a step asks for. Returns how to stop. */
export function followSteps(): () => void {
  const goOn = (from: Step, to: Step, isDone = () => true) => {
    if (useGuide.getState().step === from && isDone()) useGuide.setState({ step: to })
  }
  const stopEditor = useEditor.subscribe((now, before) => {
    const { document } = now.history
    const isStep = document !== before.history.document && now.history.past.length > 0
    const isSelected = now.selection !== before.selection && now.selection.length > 0
    goOn('look', 'edit', () => isSelected || (isStep && foldingOf(document) !== foldingOf(before.history.document)))
    goOn('edit', 'train', () => isStep && isEdited(document, before.history.document))
  })
  const followRun = () => {
    const { runs } = useRuns.getState()
    const live = liveRunOf({ runs })
    if (live) goOn('train', 'watch')
    if (live?.lastEpoch) goOn('watch', 'end')
    // It ended before there was anything to see.
    else if (runs && !live) goOn('watch', runs[0]?.lastEpoch ? 'end' : 'train')
  }
  const stopRuns = useRuns.subscribe(followRun)
  return () => {
    stopEditor()
    stopRuns()
  }
}

const foldingOf = ({ nodes }: LoomDocument): string =>
  Object.entries(nodes)
    .filter(([, node]) => node.type === 'block' && node.folded)
    .map(([id]) => id)
    .join()

/** Whether a layer or a wire is another, more or less. Folding and moving change neither. */
function isEdited(now: LoomDocument, before: LoomDocument): boolean {
  const layers = ({ nodes }: LoomDocument) => Object.values(nodes).filter(({ type }) => type === 'layer')
  const known = new Set(layers(before))
  const changed = layers(now)
  return now.edges !== before.edges || changed.length !== known.size || changed.some((layer) => !known.has(layer))
}
