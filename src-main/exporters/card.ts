import type { LoomDocument } from '../../src-core/document/schema.ts'
import { modelCard } from '../../src-core/formats/card.ts'
import type { CardFacts } from '../../src-core/formats/card.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { obstacle } from '../../src-core/graph/problem.ts'
import { fail } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { Locale } from '../../src-core/text.ts'
import { templates } from '../../templates/registry.ts'
import { writeExportedFile } from './write.ts'
import type { Written } from './write.ts'

/** Writes a Markdown file about a network and, where it learned something, about what and how well. */
export async function writeCard(
  document: LoomDocument,
  run: CardFacts['run'],
  { locale, path }: { locale: Locale; path: string },
): Promise<Result<Written>> {
  const analysis = analyze(document)
  const error = obstacle(analysis.problems)
  if (error) {
    return fail('network-has-problems', error.message, {
      en: 'Mend the problems of the network, then export it.',
      zh: '请先修正网络中的问题，再导出。',
    })
  }
  const origin = document.template ? templates[document.template.id] : undefined
  const title = origin?.title ?? { en: 'A network', zh: '网络模型' }
  const text = modelCard(document, analysis, { title, ...(origin && { origin }), ...(run && { run }) }, locale)
  return writeExportedFile(path, [new TextEncoder().encode(text)])
}
