import type { z } from 'zod'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import type { Failure, Result } from '../../src-core/result.ts'
import type { BlockKind } from '../../templates/block.ts'
import type { Template } from '../../templates/define.ts'
import { newDocument, withOption } from '../../templates/open.ts'
import { rebuildBlock, rebuildNetwork } from '../../templates/rebuild.ts'
import type { Rebuilt } from '../../templates/rebuild.ts'

export type Options = NonNullable<LoomDocument['template']>['options']

/** What was made with options and is made anew where they change: the network by its template, or a block by its kind. */
export interface Optioned {
  /** The block's id; '' for the network. */
  id: string
  schema: z.ZodObject
  /** The options with one of them changed, and those that follow from it. */
  withOption(options: Options, name: string, value: Options[string]): Options
  rebuild(document: LoomDocument, options: Options): Result<Rebuilt>
  /** Of options that cannot be built, the one that is at fault. */
  faulty(options: Options): string | undefined
  /** The command that puts what was built in its place. */
  command(rebuilt: Rebuilt): { id: string; input: unknown }
}

export const optionedNetwork = (template: Template): Optioned => ({
  id: '',
  schema: template.options,
  withOption: (options, name, value) => withOption(template, options, name, value),
  rebuild: rebuildNetwork,
  faulty(options) {
    const parsed = template.options.safeParse(options)
    if (!parsed.success) return firstParam(parsed.error)
    const built = template.build(parsed.data)
    return built.ok ? undefined : built.option
  },
  command: ({ template, nodes, edges }) => ({ id: 'rebuildNetwork', input: { template, nodes, edges } }),
})

export const optionedBlock = (id: string, kind: BlockKind): Optioned => ({
  id,
  schema: kind.options,
  withOption: (options, name, value) => ({ ...options, [name]: value }),
  rebuild: (document, options) => rebuildBlock(document, id, options),
  faulty(options) {
    const parsed = kind.options.safeParse(options)
    return parsed.success ? undefined : firstParam(parsed.error)
  },
  command: ({ nodes, edges }) => ({ id: 'rebuildBlock', input: { block: id, nodes, edges } }),
})

/** Options that cannot be built, and why. */
export interface Refusal {
  failure: Failure
  option: string | undefined
}

const firstParam = ({ issues: [issue] }: z.ZodError): string | undefined => {
  const key = issue?.path[0]
  return key === undefined ? undefined : String(key)
}

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
