import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import type { Analysis } from '../../src-core/graph/analysis.ts'
import { obstacle } from '../../src-core/graph/problem.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { newDocument } from '../../templates/open.ts'
import { templates } from '../../templates/registry.ts'
import { openDocument } from '../documents/open-save.ts'
import { wrongUsage } from './define.ts'
import { readValue } from './values.ts'

export interface Network {
  title: string
  document: LoomDocument
  analysis: Analysis
  /** The template's id, where the network was made from one just now. */
  template?: string
}

export const isTemplate = (name: string): boolean => Object.hasOwn(templates, name)

/** A template or a document; anything else that is no model's file is a run's id or folder. */
export const isNetwork = async (source: string): Promise<boolean> =>
  isTemplate(source) || source.endsWith('.loom') || ((await stat(source).catch(() => undefined))?.isFile() ?? false)

/** A network from a template's id, with its options, or from a file. */
export async function openNetwork(
  source: string,
  assignments: Readonly<Record<string, string>>,
): Promise<Result<Network>> {
  if (isTemplate(source)) return networkFromTemplate(source, assignments)
  if (Object.keys(assignments).length > 0) {
    return wrongUsage({
      en: `--set is for templates; “${source}” is none.`,
      zh: `--set 仅用于模板，“${source}”不是模板。`,
    })
  }
  const looksLikeFile = /[./\\]/.test(source) || existsSync(source)
  return looksLikeFile ? networkFromFile(source) : unknownTemplate(source)
}

/** A template's network; one whose options do not go together fails with the reason. */
export function networkFromTemplate(id: string, assignments: Readonly<Record<string, string>>): Result<Network> {
  const template = templates[id]
  if (!template) return unknownTemplate(id)
  const options = Object.fromEntries(
    Object.entries(assignments).map(([name, text]) => [name, readValue(template.options.shape[name], text)]),
  )
  const made = newDocument(id, options)
  if (!made.ok) return made
  const analysis = analyze(made.value)
  const error = obstacle(analysis.problems)
  if (error) {
    const at = error.node ? `${error.node}: ` : ''
    return fail('cannot-build', { en: at + error.message.en, zh: at + error.message.zh })
  }
  return ok({ title: id, document: made.value, analysis, template: id })
}

async function networkFromFile(path: string): Promise<Result<Network>> {
  const opened = await openDocument(path)
  if (!opened.ok) return opened
  const { document } = opened.value
  return ok({ title: basename(path).replace(/\.loom$/, ''), document, analysis: analyze(document) })
}

function unknownTemplate(name: string) {
  const known = Object.keys(templates).join(', ')
  return wrongUsage(
    { en: `There is no template or file “${name}”.`, zh: `没有名为“${name}”的模板或文件。` },
    { en: `Templates: ${known}.`, zh: `现有模板：${known}。` },
  )
}
