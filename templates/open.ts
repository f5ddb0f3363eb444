import { asDocument } from '../src-core/document/as-document.ts'
import { sameJson } from '../src-core/document/same-json.ts'
import type { LoomDocument } from '../src-core/document/schema.ts'
import { expand } from '../src-core/graph/expand.ts'
import { paramProblems } from '../src-core/graph/param-problems.ts'
import { fail, ok } from '../src-core/result.ts'
import type { Result } from '../src-core/result.ts'
import type { Template } from './define.ts'
import { templates } from './registry.ts'

type Options = NonNullable<LoomDocument['template']>['options']

/**
 * A new document from a template. Options that are left out take the template's defaults; all of them are written into
 * the document, so that a later default changes nothing in it.
 */
export function newDocument(templateId: string, options: Record<string, unknown> = {}): Result<LoomDocument> {
  const template = Object.hasOwn(templates, templateId) ? templates[templateId] : undefined
  if (!template) {
    const known = Object.keys(templates).join(', ')
    return fail(
      'unknown-template',
      { en: `There is no template “${templateId}”.`, zh: `没有名为“${templateId}”的模板。` },
      { en: `There are: ${known}.`, zh: `现有模板：${known}。` },
    )
  }
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(template.options.shape, name))
  if (unknown !== undefined) {
    const known = Object.keys(template.options.shape).join(', ')
    return fail(
      'unknown-option',
      {
        en: `${template.title.en} has no option “${unknown}”.`,
        zh: `${template.title.zh} 没有选项“${unknown}”。`,
      },
      { en: `Its options: ${known}.`, zh: `可用的选项：${known}。` },
    )
  }
  const parsed = template.options.safeParse(withDefaults(template, options))
  if (!parsed.success) {
    return fail('invalid-option', paramProblems(template.options, options, parsed.error)[0]!.message)
  }
  const built = template.build(parsed.data)
  if (!built.ok) return fail('invalid-option', built.message)
  return ok({
    ...asDocument(expand(built.tree), template.training),
    template: { id: template.id, options: parsed.data as NonNullable<LoomDocument['template']>['options'] },
  })
}

/** Options with the defaults that depend on them; the schema's own are not among them. */
const withDefaults = (template: Template, given: Readonly<Record<string, unknown>>) => ({
  ...template.defaults?.(given),
  ...given,
})

/** What a template's options are where nobody sets them, given those that others depend on. */
export function defaultOptions(template: Template, given: Readonly<Record<string, unknown>> = {}): Options {
  return template.options.parse(template.defaults?.(given) ?? {}) as Options
}

/**
 * A template's options with one of them changed. Others that still are the default that follows from the old one become
 * the default that follows from the new one; what a person has set otherwise stays.
 *
 * @param options all of the template's options
 */
export function withOption(template: Template, options: Options, name: string, value: Options[string]): Options {
  const changed = { ...options, [name]: value }
  const before = defaultOptions(template, options)
  const after = defaultOptions(template, changed)
  const follows = (other: string) => other !== name && sameJson(options[other], before[other])
  return Object.fromEntries(
    Object.entries(changed).map(([other, set]) => [other, follows(other) ? (after[other] ?? set) : set]),
  )
}
