import { documentVersion } from '../src-core/document/schema.ts'
import type { LoomDocument } from '../src-core/document/schema.ts'
import { expand } from '../src-core/graph/expand.ts'
import { paramProblems } from '../src-core/graph/param-problems.ts'
import { fail, ok } from '../src-core/result.ts'
import type { Result } from '../src-core/result.ts'
import { Plan } from '../src-core/training/plan.ts'
import { templates } from './registry.ts'

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
  const parsed = template.options.safeParse({ ...template.defaults?.(options), ...options })
  if (!parsed.success) {
    return fail('invalid-option', paramProblems(template.options, options, parsed.error)[0]!.message)
  }
  const built = template.build(parsed.data)
  if (!built.ok) return fail('invalid-option', built.message)
  return ok({
    format: 'layerloom',
    version: documentVersion,
    template: { id: template.id, options: parsed.data as NonNullable<LoomDocument['template']>['options'] },
    ...expand(built.tree),
    layout: {},
    training: Plan.parse(template.training ?? {}),
  })
}
