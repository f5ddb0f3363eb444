import { useEffect, useMemo, useState } from 'react'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import type { Fix } from '../../src-core/graph/problem.ts'
import type { Result } from '../../src-core/result.ts'
import type { DataFacts } from '../../src-core/training/data.ts'
import { fitData } from '../../src-core/training/fit.ts'
import { dataFixes, findDataFixes } from '../../templates/data-fixes.ts'
import { applyFix } from '../actions/edit.ts'
import { describedData, useData } from '../store/data.ts'
import { useEditor } from '../store/editor.ts'

/** Milliseconds without a change after which is tried what would help: it takes several times as long as an edit. */
const rest = 200

/**
 * Whether the network can be trained on its plan's data, and what would let it; undefined until both are known. The
 * ways out follow an edit a moment later, and are taken by {@link applyDataFix}.
 */
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
  const fixes = useFixes(misfit)
  return fits && { fits, fixes: fits.ok ? [] : fixes }
}

interface Misfit {
  document: LoomDocument
  described: DataFacts
}

/** The ways out for what there was when it last stayed the same for {@link rest}, tried in a task each. */
function useFixes(misfit: Misfit | undefined): Fix[] {
  const [fixes, setFixes] = useState<Fix[]>([])
  useEffect(() => {
    const trying = misfit && findDataFixes(misfit.document, misfit.described)
    const found: Fix[] = []
    const next = () => {
      const tried = trying?.next()
      if (!tried || tried.done) return setFixes(found)
      if (tried.value) found.push(tried.value)
      timer = setTimeout(next)
    }
    let timer = setTimeout(next, rest)
    return () => clearTimeout(timer)
  }, [misfit])
  return fixes
}

/** Takes a way out that is shown, as it is for the document of now: edits since it was found out stay. */
export function applyDataFix({ label }: Fix): void {
  const { document } = useEditor.getState().history
  const data = useData.getState()
  const described = data.source === document.training.data ? describedData(data) : undefined
  if (!described) return
  const fixes = dataFixes(document, described)
  const fix = fixes.find((other) => other.label.en === label.en)
  if (fix) applyFix(fix)
}
