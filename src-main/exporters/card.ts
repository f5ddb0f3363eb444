import { basename } from 'node:path'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { modelCard } from '../../src-core/formats/card.ts'
import type { CardFacts } from '../../src-core/formats/card.ts'
import { obstacleToExport } from '../../src-core/formats/obstacle.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import type { Result } from '../../src-core/result.ts'
import type { Locale } from '../../src-core/text.ts'
import { templates } from '../../templates/registry.ts'
import { titleOf } from '../../templates/title.ts'
import { exportFigure } from './figure.ts'
import { writeExportedFile } from './write.ts'
import type { Written } from './write.ts'

/** Where the network is drawn for a card: `digits.figure.svg` beside `digits.md`. */
const figurePath = (card: string): string => `${card.replace(/\.md$/, '')}.figure.svg`

/**
 * Writes a Markdown file about a network and, where it learned something, about what and how well; and beside it the
 * figure that it shows.
 */
export async function writeCard(
  document: LoomDocument,
  run: CardFacts['run'],
  { locale, path }: { locale: Locale; path: string },
): Promise<Result<Written>> {
  const analysis = analyze(document)
  const refusal = obstacleToExport(analysis)
  if (refusal) return refusal
  const origin = document.template ? templates[document.template.id] : undefined
  const figure = await exportFigure(document, { format: 'svg', path: figurePath(path), locale })
  if (!figure.ok) return figure
  const facts = {
    title: titleOf(document),
    figure: basename(figure.value.path),
    ...(origin && { origin }),
    ...(run && { run }),
  }
  return writeExportedFile(path, [new TextEncoder().encode(modelCard(document, analysis, facts, locale))])
}
