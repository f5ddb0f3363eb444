import { useMemo } from 'react'
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
  return useMemo(() => {
    if (!described || !analysis.trainable) return undefined
    const fits = fitData(analysis, described)
    return { fits, fixes: fits.ok ? [] : dataFixes(document, described) }
  }, [described, analysis, document])
}
