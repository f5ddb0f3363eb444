import { useDeferredValue, useMemo } from 'react'
import type { Fix } from '../../src-core/graph/problem.ts'
import type { Result } from '../../src-core/result.ts'
import { fitData } from '../../src-core/training/fit.ts'
import { dataFixes } from '../../templates/data-fixes.ts'
import { describedData, useData } from '../store/data.ts'
import { useEditor } from '../store/editor.ts'

/** Whether the network can be trained on its plan's data, and what would let it; undefined until both are known. */
export function useFit(): { fits: Result<void>; fixes: Fix[] } | undefined {
  const document = useEditor((state) => state.history.document)
  const analysis = useEditor((state) => state.analysis)
  const described = useData((data) => (data.source === document.training.data ? describedData(data) : undefined))
  const fits = useMemo(
    () => (described && analysis.trainable ? fitData(analysis, described) : undefined),
    [described, analysis],
  )
  const misfit = useMemo(
    () => (described && fits?.ok === false ? { document, described } : undefined),
    [described, fits, document],
  )
  // Trying out what would help takes several times as long as an edit: it follows once the edit is on the screen.
  const asked = useDeferredValue(misfit, undefined)
  const fixes = useMemo(() => (asked ? dataFixes(asked.document, asked.described) : []), [asked])
  return fits && { fits, fixes: fits.ok ? [] : fixes }
}
