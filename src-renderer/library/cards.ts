import { useEffect, useState } from 'react'
import type { Analysis } from '../../src-core/graph/analysis.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { newDocument } from '../../templates/open.ts'

/** A template never changes while the window is open. */
const known = new Map<string, Analysis>()

/**
 * What follows from a template with its defaults. It is found out one template at a time while nothing else is to be
 * done, because a large network takes tens of milliseconds and the window shall not wait for all of them.
 */
export function useTemplateAnalysis(templateId: string): Analysis | undefined {
  const [analysis, setAnalysis] = useState(known.get(templateId))
  useEffect(() => {
    if (!analysis) return whenIdle(() => setAnalysis(analysisOf(templateId)))
  }, [analysis, templateId])
  return analysis
}

function analysisOf(templateId: string): Analysis {
  let analysis = known.get(templateId)
  if (!analysis) {
    const made = newDocument(templateId)
    if (!made.ok) throw new Error(made.failure.message.en)
    known.set(templateId, (analysis = analyze(made.value)))
  }
  return analysis
}

/** Not every browser tells when it is idle. Gives the way to call it off. */
function whenIdle(act: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const id = requestIdleCallback(act)
    return () => cancelIdleCallback(id)
  }
  const id = setTimeout(act)
  return () => clearTimeout(id)
}
