import type { GraphNode, LoomDocument } from '../../src-core/document/schema.ts'
import type { Failure } from '../../src-core/result.ts'
import { newDocument } from '../../templates/open.ts'
import { templates } from '../../templates/registry.ts'

type Options = NonNullable<LoomDocument['template']>['options']

const builds = new WeakMap<object, LoomDocument | null>()

/** The document's template as it is built from the document's options; undefined where it cannot be. */
export function freshBuild({ template }: LoomDocument): LoomDocument | undefined {
  if (!template) return undefined
  let build = builds.get(template)
  if (build === undefined) {
    const made = newDocument(template.id, template.options)
    builds.set(template, (build = made.ok ? made.value : null))
  }
  return build ?? undefined
}

/** Whether a document's network is no more what its template builds. Folding a block changes no network. */
export function isEdited(document: LoomDocument): boolean {
  const build = freshBuild(document)
  return !build || !sameMembers(build.edges, document.edges) || !sameMembers(plain(build), plain(document))
}

const plain = ({ nodes }: LoomDocument): Record<string, GraphNode> =>
  Object.fromEntries(
    Object.entries(nodes).map(([id, node]) => [id, node.type === 'block' ? { ...node, folded: undefined } : node]),
  )

/** Whether two JSON values are the same, in whatever order their keys stand. */
function sameMembers(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keysOf = (value: object) => Object.entries(value).filter(([, member]) => member !== undefined)
  const left = keysOf(a)
  if (left.length !== keysOf(b).length) return false
  return left.every(
    ([key, member]) => Object.hasOwn(b, key) && sameMembers(member, (b as Record<string, unknown>)[key]),
  )
}

/** A template built with other options, or why it cannot be and which option is at fault. */
export function build(
  templateId: string,
  options: Options,
): { ok: true; document: LoomDocument } | { ok: false; failure: Failure; option?: string } {
  const made = newDocument(templateId, options)
  if (made.ok) return { ok: true, document: made.value }
  const template = templates[templateId]
  const parsed = template?.options.safeParse(options)
  if (!template || !parsed?.success) {
    const at = parsed?.error?.issues[0]?.path[0]
    return { ok: false, failure: made.failure, ...(at !== undefined && { option: String(at) }) }
  }
  const built = template.build(parsed.data)
  return { ok: false, failure: made.failure, ...(!built.ok && { option: built.option }) }
}
