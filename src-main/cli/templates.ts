import { z } from 'zod'
import { sameJson } from '../../src-core/document/same-json.ts'
import { ok } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'
import type { Template } from '../../templates/define.ts'
import { defaultOptions } from '../../templates/open.ts'
import { templates as registry } from '../../templates/registry.ts'
import { jsonOption } from './define.ts'
import type { CliCommand } from './define.ts'
import type { Terminal } from './terminal.ts'

interface OptionDescription {
  name: string
  label?: Text
  default?: unknown
  /** The values to choose from, or the least and the greatest. */
  values?: unknown[]
  minimum?: number
  maximum?: number
  /** The options that its default depends on. */
  dependsOn?: string[]
}

export const templates: CliCommand = {
  usage: 'templates',
  description: { en: 'List the networks that can be opened, with their options', zh: '列出可打开的网络及其选项' },
  options: [jsonOption],
  async run({ options, terminal }) {
    const all = Object.values(registry)
    if (options.json) {
      terminal.printJson(
        all.map((template) => ({
          id: template.id,
          title: terminal.text(template.title),
          year: template.year,
          options: describeOptions(template).map(({ label, ...rest }) => ({
            ...rest,
            ...(label && { label: terminal.text(label) }),
          })),
        })),
      )
    } else {
      terminal.print(all.map((template) => describe(template, terminal)).join('\n\n'))
    }
    return ok(undefined)
  },
}

function describe(template: Template, terminal: Terminal): string {
  const heading = `${template.id}  ${terminal.text(template.title)} (${template.year})`
  const lines = describeOptions(template).map((option) => {
    const label = option.label ? `  ${terminal.text(option.label)}` : ''
    return `  ${option.name}=${String(option.default ?? '…')}${depends(option, terminal)}${allowed(option)}${label}`
  })
  return [heading, ...lines].join('\n')
}

function depends({ dependsOn }: OptionDescription, terminal: Terminal): string {
  if (!dependsOn) return ''
  const names = dependsOn.join(', ')
  return ` [${terminal.text({ en: `depends on ${names}`, zh: `取决于 ${names}` })}]`
}

function allowed({ values, minimum, maximum }: OptionDescription): string {
  if (values) return `  (${values.join(' | ')})`
  if (minimum === undefined && maximum === undefined) return ''
  return `  (${minimum ?? '…'} – ${maximum ?? '…'})`
}

/** The one zod schema of a template's options says it all. */
function describeOptions(template: Template): OptionDescription[] {
  const schema = z.toJSONSchema(template.options, { io: 'input', unrepresentable: 'any' })
  const described = Object.entries(schema.properties ?? {}).map(([name, property]): OptionDescription => {
    const { default: value, enum: values, ...range } = property as z.core.JSONSchema.JSONSchema
    const label = z.globalRegistry.get(template.options.shape[name]!)?.label
    return {
      name,
      label,
      default: value,
      values,
      // `positive()` says 'more than 0', and the options are whole numbers.
      minimum: range.minimum ?? (typeof range.exclusiveMinimum === 'number' ? range.exclusiveMinimum + 1 : undefined),
      maximum: range.maximum === Number.MAX_SAFE_INTEGER ? undefined : range.maximum,
    }
  })
  return described.map((option) => {
    const dependsOn = described.filter((other) => decides(template, described, other, option)).map(({ name }) => name)
    return { ...option, ...(dependsOn.length > 0 && { dependsOn }) }
  })
}

/** Whether another value of one option gives another default of the other, whatever else is chosen. */
function decides(
  template: Template,
  all: readonly OptionDescription[],
  decider: OptionDescription,
  { name }: OptionDescription,
): boolean {
  if (!template.defaults || decider.name === name) return false
  /** Every way to choose what can be chosen from a list. */
  const ways = all.reduce<Record<string, unknown>[]>(
    (ways, { name, values }) =>
      values ? ways.flatMap((way) => values.map((value) => ({ ...way, [name]: value }))) : ways,
    [{}],
  )
  const defaultOf = (way: Record<string, unknown>) => defaultOptions(template, way)[name]
  const follows = (way: Record<string, unknown>) => (value: unknown) =>
    !sameJson(defaultOf(way), defaultOf({ ...way, [decider.name]: value }))
  return ways.some((way) => decider.values?.some(follows(way)))
}
