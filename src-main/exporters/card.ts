import type { LoomDocument } from '../../src-core/document/schema.ts'
import { modelCard } from '../../src-core/formats/card.ts'
import type { CardFacts } from '../../src-core/formats/card.ts'
import { obstacleToExport } from '../../src-core/formats/obstacle.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import type { Result } from '../../src-core/result.ts'
import type { Locale } from '../../src-core/text.ts'
import { templates } from '../../templates/registry.ts'
import { titleOf } from '../../templates/title.ts'
import { writeExportedFile } from './write.ts'
import type { Written } from './write.ts'

/** Writes a Markdown file about a network and, where it learned something, about what and how well. */
export async function writeCard(
  document: LoomDocument,
  run: CardFacts['run'],
  { locale, path }: { locale: Locale; path: string },
): Promise<Result<Written>> {
  const analysis = analyze(document)
  const refusal = obstacleToExport(analysis)
  if (refusal) return refusal
  const origin = document.template ? templates[document.template.id] : undefined
  const title = titleOf(document)
  const text = modelCard(document, analysis, { title, ...(origin && { origin }), ...(run && { run }) }, locale)
  return writeExportedFile(path, [new TextEncoder().encode(text)])
}
