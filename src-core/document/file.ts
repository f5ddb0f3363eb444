import type { z } from 'zod'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { Text } from '../text.ts'
import { integrityProblem } from './integrity.ts'
import { migrate } from './migrations.ts'
import type { PlainDocument } from './migrations.ts'
import { scanJson } from './scan.ts'
import { documentVersion, LoomDocument } from './schema.ts'

/** Bytes of a file, and characters of a text. A network of 1,000 layers takes 0.3 MB; what is far larger is hostile. */
export const largestDocument = 32 * 2 ** 20
const mostNodes = 200_000
/** Parameters and options are a few levels deep; deeper is an attack on whatever goes through them. */
const deepest = 64

/**
 * Reads a document of any version that there was. A text that is no whole, sound document is a failure that says why;
 * a document of a network that is wrong in itself (an unknown layer, a loose wire) opens, and `analyze` says what is wrong.
 */
export function parseDocument(text: string): Result<{ document: LoomDocument; migratedFrom?: number }> {
  if (text.length > largestDocument) return tooLarge
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text
  if (json.trim() === '') {
    return fail('empty', { en: 'The file is empty.', zh: '文件是空的。' }, lookForCopy)
  }
  const scan = scanJson(json)
  if (scan.depth > deepest || scan.hasProto) return hostile
  let plain: unknown
  try {
    plain = JSON.parse(json)
  } catch {
    return json.trimStart().startsWith('{') && scan.isOpen ? truncated : notJson
  }
  if (!isObject(plain) || plain.format !== 'layerloom') return notOurs
  if (scan.duplicate !== undefined) return damaged(duplicateKey(scan.duplicate))

  const { version } = plain
  if (!Number.isInteger(version) || (version as number) < 1) {
    return damaged({ en: 'It does not say which version it is.', zh: '其中没有注明版本。' })
  }
  if ((version as number) > documentVersion) return tooNew(version as number)
  if (countOf(plain.nodes) > mostNodes || countOf(plain.edges) > mostNodes) return tooLarge
  const parsed = LoomDocument.safeParse(migrate(plain, version as number))
  if (!parsed.success) return damaged(mismatch(parsed.error.issues[0]!))
  const problem = integrityProblem(parsed.data)
  if (problem) return damaged(problem)
  return ok(
    version === documentVersion
      ? { document: parsed.data }
      : { document: parsed.data, migratedFrom: version as number },
  )
}

/**
 * The one text of a document: keys sorted, a node or a wire a line, so that a comparison of two files reads as a change
 * of architecture. `format` and `version` come first, so that even the beginning of a file says what it is.
 */
export function formatDocument(document: LoomDocument): string {
  const parts = [
    `"format": ${JSON.stringify(document.format)}`,
    `"version": ${document.version}`,
    ...(document.template ? [`"template": ${line(document.template)}`] : []),
    `"nodes": ${lines(document.nodes)}`,
    `"edges": ${lines(document.edges)}`,
    `"layout": ${lines(document.layout)}`,
    `"training": ${lines(document.training)}`,
  ]
  return `{\n  ${parts.join(',\n  ')}\n}\n`
}

/** An object with one entry a line. */
function lines(entries: Readonly<Record<string, unknown>>): string {
  const keys = Object.keys(entries).sort()
  if (keys.length === 0) return '{}'
  return `{\n${keys.map((key) => `    ${JSON.stringify(key)}: ${line(entries[key])}`).join(',\n')}\n  }`
}

/** A value in one line, `{ "a": 1, "b": [1, 2] }`, keys sorted. */
function line(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(line).join(', ')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const keys = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
  if (keys.length === 0) return '{}'
  return `{ ${keys.map((key) => `${JSON.stringify(key)}: ${line(value[key])}`).join(', ')} }`
}

const isObject = (value: unknown): value is PlainDocument =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const countOf = (entries: unknown): number =>
  Array.isArray(entries) ? entries.length : isObject(entries) ? Object.keys(entries).length : 0

const lookForCopy = {
  en: 'Look for an older copy, or whether Layerloom offers to recover it at the next start.',
  zh: '请查找较早的副本，或看看下次启动时 Layerloom 是否提示恢复。',
}

const tooLarge = fail(
  'too-large',
  { en: 'The file is too large to be a network.', zh: '文件过大，不可能是一个网络。' },
  {
    en: `Files of up to ${largestDocument / 2 ** 20} MB with ${mostNodes.toLocaleString('en')} layers can be opened.`,
    zh: `可打开的文件至多 ${largestDocument / 2 ** 20} MB、${mostNodes / 10_000} 万个层。`,
  },
)

const truncated = fail(
  'truncated',
  { en: 'The file breaks off in the middle.', zh: '文件不完整，在中途断开。' },
  lookForCopy,
)

const notJson = fail(
  'not-json',
  { en: 'The file is not a Layerloom document: it is not even JSON.', zh: '文件不是 Layerloom 文档：它不是 JSON。' },
  { en: 'Choose a file that ends in .loom.', zh: '请选择以 .loom 结尾的文件。' },
)

const notOurs = fail(
  'not-a-document',
  { en: 'The file is JSON, but not a Layerloom document.', zh: '文件是 JSON，但不是 Layerloom 文档。' },
  { en: 'Choose a file that ends in .loom.', zh: '请选择以 .loom 结尾的文件。' },
)

const hostile = fail(
  'hostile',
  {
    en: 'The file is built in a way that no document of Layerloom is, perhaps to do harm. It was not opened.',
    zh: '文件的构造方式不同于任何 Layerloom 文档，可能带有恶意，因此没有打开。',
  },
  { en: 'Ask whoever sent it for the original.', zh: '请向发送者索取原件。' },
)

const tooNew = (version: number) =>
  fail(
    'too-new',
    {
      en: `The file is of version ${version}; this Layerloom reads up to version ${documentVersion}.`,
      zh: `文件的版本为 ${version}，当前 Layerloom 最高支持版本 ${documentVersion}。`,
    },
    {
      en: 'Open it with a newer Layerloom. The file was not changed.',
      zh: '请用更新版本的 Layerloom 打开。文件未被改动。',
    },
  )

const damaged = (what: Text) =>
  fail('damaged', { en: `The file is damaged. ${what.en}`, zh: `文件已损坏。${what.zh}` }, lookForCopy)

const duplicateKey = (key: string): Text => ({
  en: `It says “${key}” twice in one place.`,
  zh: `同一处出现了两个“${key}”。`,
})

/** Where the first mismatch with the schema is; the reason stays in the parser's English. */
function mismatch(issue: z.core.$ZodIssue): Text {
  const where = issue.path.map(String).join(' › ')
  const what = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : undefined
  if (what !== undefined) {
    return {
      en: `${where || 'The document'} has something unknown: ${what}.`,
      zh: `${where || '文档'} 中有未知内容：${what}。`,
    }
  }
  return {
    en: `${where || 'The document'} is not as it should be (${issue.message}).`,
    zh: `${where || '文档'} 不符合格式（${issue.message}）。`,
  }
}
