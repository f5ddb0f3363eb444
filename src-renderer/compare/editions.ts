import { sameJson } from '../../src-core/document/same-json.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { compareGraphs, isSameRow, stagesOf } from '../../src-core/graph/compare.ts'
import type { Change, Compared, Row, Stage } from '../../src-core/graph/compare.ts'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'
import type { Template } from '../../templates/define.ts'
import { newDocument, withOption } from '../../templates/open.ts'
import { templates } from '../../templates/registry.ts'

/** The template of a document that has two editions, or why there is nothing to compare. */
export type TwoEditions = { ok: true; template: Template } | { ok: false; why: Text }

export function twoEditions({ template: made }: Pick<LoomDocument, 'template'>): TwoEditions {
  const template = made && Object.hasOwn(templates, made.id) ? templates[made.id] : undefined
  if (!template) {
    const why = {
      en: 'This network comes from no template, so it has no editions.',
      zh: '该网络不是由模板生成的，没有不同版本可比较。',
    }
    return { ok: false, why }
  }
  if (!Object.hasOwn(template.options.shape, 'edition')) {
    const why = { en: `${template.title.en} has one edition only.`, zh: `${template.title.zh} 只有一个版本。` }
    return { ok: false, why }
  }
  return { ok: true, template }
}

/** An option that has another default in the other edition. */
export interface FollowingOption {
  option: string
  published: unknown
  documented: unknown
}

export interface Comparison {
  published: Compared
  documented: Compared
  options: FollowingOption[]
  stages: Stage[]
  /** How many layers differ. */
  differing: { onlyPublished: number; onlyDocumented: number; changed: number }
}

/**
 * Both editions as a template builds them with a document's other options. Edits by hand play no part. One of them may
 * refuse the options.
 */
export function compareEditions(
  template: Template,
  { options }: NonNullable<LoomDocument['template']>,
): Result<Comparison> {
  const made = (['published', 'documented'] as const).map((edition) =>
    newDocument(template.id, withOption(template, options, 'edition', edition)),
  )
  const [left, right] = made as [Result<LoomDocument>, Result<LoomDocument>]
  if (!left.ok) return left
  if (!right.ok) return right
  const published = compared(left.value)
  const documented = compared(right.value)
  const rows = compareGraphs(published, documented)
  return ok({
    published,
    documented,
    options: followingOptions(left.value, right.value),
    stages: stagesOf(rows, published, documented),
    differing: {
      onlyPublished: rows.filter(({ right }) => right === undefined).length,
      onlyDocumented: rows.filter(({ left }) => left === undefined).length,
      changed: rows.filter(({ changes }) => changes.length > 0).length,
    },
  })
}

const compared = (document: LoomDocument): Compared => ({ nodes: document.nodes, analysis: analyze(document) })

function followingOptions(left: LoomDocument, right: LoomDocument): FollowingOption[] {
  const [published, documented] = [left.template!.options, right.template!.options]
  return Object.keys(published)
    .filter((option) => option !== 'edition' && !sameJson(published[option], documented[option]))
    .map((option) => ({ option, published: published[option], documented: documented[option] }))
}

/** One parameter that changes in the same way in many layers of a kind. */
export interface Repeated {
  kind: string
  change: Change
  layers: number
}

/** Changes that three layers or more have in common, the most frequent first. */
export function repeatedChanges({ published, stages }: Comparison): Repeated[] {
  const found = new Map<string, Repeated>()
  for (const { left, changes } of stages.flatMap(({ rows }) => rows)) {
    for (const change of changes) {
      if (change.what !== 'param') continue
      const { kind } = published.analysis.layers.get(left!)!
      const key = JSON.stringify([kind, change])
      const repeated = found.get(key) ?? { kind, change, layers: 0 }
      found.set(key, { ...repeated, layers: repeated.layers + 1 })
    }
  }
  return [...found.values()].filter(({ layers }) => layers >= 3).sort((a, b) => b.layers - a.layers)
}

/** Rows that differ, each alone, and those between them that are the same, together. */
export type Run = { differs: true; row: Row } | { differs: false; rows: Row[] }

export function runsOf(rows: readonly Row[]): Run[] {
  const runs: Run[] = []
  for (const row of rows) {
    const last = runs.at(-1)
    if (!isSameRow(row)) runs.push({ differs: true, row })
    else if (last && !last.differs) last.rows.push(row)
    else runs.push({ differs: false, rows: [row] })
  }
  return runs
}
