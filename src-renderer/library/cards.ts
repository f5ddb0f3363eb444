import type { Analysis } from '../../src-core/graph/analysis.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { newDocument } from '../../templates/open.ts'

const known = new Map<string, Analysis>()

/** What follows from a template with its defaults. Made once: a template never changes while the window is open. */
export function analysisOf(templateId: string): Analysis {
  let analysis = known.get(templateId)
  if (!analysis) {
    const made = newDocument(templateId)
    if (!made.ok) throw new Error(made.failure.message.en)
    known.set(templateId, (analysis = analyze(made.value)))
  }
  return analysis
}
