import { readdir, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { formatDocument } from '../../src-core/document/file.ts'
import { migrations } from '../../src-core/document/migrations.ts'
import { documentVersion } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { openDocument } from '../../src-main/documents/open-save.ts'

const at = (name: string) => resolve(import.meta.dirname, name)
const sources = ['.gitattributes', 'documents.test.ts', 'garbage.test.ts']
const files = (await readdir(import.meta.dirname)).filter((name) => !sources.includes(name))

/** What is said of each file that opens: the beginnings of its network's problems. */
const opens: Record<string, string[]> = {
  'lenet.loom': [],
  'version-1.loom': [],
  'version-1-now.loom': [],
  'byte-order-mark.loom': [],
  'windows-lines.loom': [],
  'unknown-layer.loom': ['“classifier/flatten” is a layer of the kind “capsule”, which this version does not know.'],
  'unknown-param.loom': ['There is no parameter “filterz” here.'],
  'circle.loom': [
    'These layers feed each other in a circle: features/c3 → features/s2 → features/c3. Data can only run forwards.',
  ],
  'loose-wire.loom': ['The wire from “image” to “features/c1” hangs loose: “image” is not a layer here.'],
  'many-filters.loom': ['Its weight “kernel” of 5×5×6×1000000000 is larger than any tensor can be (2³¹ numbers).'],
}

const damaged = (what: string) => ({ code: 'damaged', says: `The file is damaged. ${what}` })
const hostile = {
  code: 'hostile',
  says: 'The file is built in a way that no document of Layerloom is, perhaps to do harm. It was not opened.',
}
const notJson = { code: 'not-json', says: 'The file is not a Layerloom document: it is not even JSON.' }
const notOurs = { code: 'not-a-document', says: 'The file is JSON, but not a Layerloom document.' }
const truncated = { code: 'truncated', says: 'The file breaks off in the middle.' }
const empty = { code: 'empty', says: 'The file is empty.' }

/** What is said of each file that does not. */
const refused: Record<string, { code: string; says: string }> = {
  'too-new.loom': {
    code: 'too-new',
    says: `The file is of version 99; this Layerloom reads up to version ${documentVersion}.`,
  },
  'version-missing.loom': damaged('It does not say which version it is.'),
  'version-text.loom': damaged('It does not say which version it is.'),
  'truncated.loom': truncated,
  'truncated-string.loom': truncated,
  'empty.loom': empty,
  'blank.loom': empty,
  'proto.loom': hostile,
  'proto-escaped.loom': hostile,
  'constructor.loom': damaged('nodes › constructor is not as it should be (Invalid key in record).'),
  'duplicate-node.loom': damaged('It says “features/c1” twice in one place.'),
  'duplicate-escaped.loom': damaged('It says “features/c1” twice in one place.'),
  'extra-field.loom': damaged('The document has something unknown: script.'),
  'wrong-edge.loom': damaged(
    'The wire “input->features/c1#1” is listed under a name that is not its own (input->features/c1#0).',
  ),
  'no-such-block.loom': damaged('“features/c1” is in a block “gone” that is not there.'),
  'layer-as-block.loom': damaged('“features/c1” is inside “input”, which is no block.'),
  'block-in-itself.loom': damaged('The block “features” is inside itself.'),
  'huge-number.loom': damaged('nodes › features/c3 › params › filters is not as it should be (Invalid input).'),
  'not-json.loom': notJson,
  'trailing.loom': notJson,
  'nan.loom': notJson,
  'utf-16-no-mark.loom': notJson,
  'utf-16.loom': { code: 'not-text', says: `${at('utf-16.loom')} is not a Layerloom document: it is not text.` },
  'other.json': notOurs,
  'list.json': notOurs,
}

test('every file is in one of the tables', () => {
  expect([...Object.keys(opens), ...Object.keys(refused)].sort()).toEqual(files.sort())
})

test.each(Object.entries(opens))('%s opens', async (name, problems) => {
  const opened = await openDocument(at(name))
  if (!opened.ok) throw new Error(opened.failure.message.en)
  const { document } = opened.value
  const found = analyze(document).problems.filter(({ code }) => code !== 'missing-input' && code !== 'no-input')
  for (const problem of problems) {
    expect(found.map(({ message }) => message.en.slice(0, problem.length))).toContain(problem)
  }
  if (problems.length === 0) expect(found).toEqual([])
  expect(opened.value.migratedFrom).toBe(name === 'version-1.loom' ? 1 : undefined)
})

test.each(Object.entries(refused))('%s is refused', async (name, { code, says }) => {
  const opened = await openDocument(at(name))
  if (opened.ok) throw new Error('It was opened.')
  const { failure } = opened
  expect({ code: failure.code, says: failure.message.en }).toEqual({ code, says })
  for (const text of [failure.message, failure.advice!]) {
    expect(text.en).toMatch(/\.$/)
    expect(text.zh).toMatch(/\p{Script=Han}.*。$/u)
  }
  expect(Object.prototype).not.toHaveProperty('polluted')
})

describe('the one text', () => {
  test.each(['lenet.loom', 'version-1-now.loom'])('%s is saved as it was', async (name) => {
    const opened = await openDocument(at(name))
    expect(opened.ok && formatDocument(opened.value.document)).toBe(await readFile(at(name), 'utf8'))
  })

  test('does not depend on the order in which things came to be', async () => {
    const opened = await openDocument(at('lenet.loom'))
    if (!opened.ok) throw new Error(opened.failure.message.en)
    expect(formatDocument(backwards(opened.value.document))).toBe(await readFile(at('lenet.loom'), 'utf8'))
  })

  test('has a node or a wire a line', async () => {
    const text = await readFile(at('lenet.loom'), 'utf8')
    for (const id of ['features/c1', 'classifier', 'features/c1->features/s2#0']) {
      expect(text.split('\n').filter((line) => line.startsWith(`    ${JSON.stringify(id)}: {`))).toHaveLength(1)
    }
  })
})

describe('migrations', () => {
  test('lead rung by rung from 1 to the version that is written', () => {
    const rungs = Array.from({ length: documentVersion - 1 }, (_, i) => i + 2)
    expect(migrations.map(({ to }) => to)).toEqual(rungs)
  })

  test.each(migrations.map(({ to }) => to))('to version %i is run by a file of that time', async (to) => {
    const step = migrations.find((one) => one.to === to)!
    const up = vi.spyOn(step, 'up')
    const old = await openDocument(at(`version-${to - 1}.loom`))
    if (!old.ok) throw new Error(old.failure.message.en)
    expect(up).toHaveBeenCalledTimes(1)
    expect(formatDocument(old.value.document)).toBe(await readFile(at(`version-${to - 1}-now.loom`), 'utf8'))
    up.mockRestore()
  })
})

/** The same value with the keys of every object the other way round. */
function backwards<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, backwards(part as unknown)]),
  ) as T
}
