import { readFile } from 'node:fs/promises'
import { dirname, isAbsolute, relative, resolve } from 'node:path'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { readFailure } from '../documents/failures.ts'
import { filesSource, noImages } from './files.ts'
import type { Listed } from './files.ts'
import { byCharacters, imageName, pathOf, titleOf } from './listing.ts'
import { splitByName, validationNames } from './split.ts'

/**
 * A table with an image's path and its class in each row, a third column with `train` or `val` where it has one. Paths
 * begin at the table's folder. A first row that names no image is a header.
 */
export const csv = filesSource(list)

async function list(argument: string): Promise<Result<Listed>> {
  if (argument === '') return noFile
  const path = pathOf(argument)
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    return readFailure(error, path)
  }
  const table = parseTable(text)
  const isHeader = table.length > 0 && !imageName.test(table[0]!.cells[0]!)
  const rows = isHeader ? table.slice(1) : table
  const odd = rows.find(({ cells }) => cells.length < 2 || cells[0] === '' || cells[1] === '')
  if (odd) return oddRow(path, odd.line)
  const folder = dirname(path)
  if (rows.length === 0) return noImages(path)
  const classes = [...new Set(rows.map(({ cells }) => cells[1]!))].sort(byNumberOrCharacters)
  const labels = new Map(classes.map((name, label) => [name, label]))
  const images = rows.map(({ cells: [file, label, part] }) => ({
    name: nameIn(folder, file!),
    label: labels.get(label!)!,
    part: part?.toLowerCase(),
  }))
  const listed = { folder, title: titleOf(path), classes, notes: [] }
  const isHeld = ({ part }: { part?: string }) => part !== undefined && validationNames.includes(part)
  const held = images.filter(isHeld)
  if (held.length === 0 || held.length === images.length) return ok({ ...listed, ...splitByName(images) })
  return ok({ ...listed, train: images.filter((image) => !isHeld(image)), validation: held })
}

/** Where a path in the table leads, from the table's folder. */
const nameIn = (folder: string, file: string) =>
  isAbsolute(file) ? relative(folder, resolve(file)) : file.replaceAll('\\', '/')

/** Classes that are all numbers are in their order: 2 before 10. */
const byNumberOrCharacters = (a: string, b: string) => {
  const [first, second] = [Number(a), Number(b)]
  return Number.isNaN(first) || Number.isNaN(second) ? byCharacters(a, b) : first - second
}

interface Row {
  line: number
  cells: string[]
}

/** Rows of a table separated by commas, semicolons or tabs, whichever its first row has; quoted as RFC 4180 says. */
export function parseTable(text: string): Row[] {
  const body = text.replace(/^\uFEFF/, '')
  const first = body.slice(0, body.search(/[\r\n]|$/))
  const separator = ['\t', ';', ','].find((one) => first.includes(one)) ?? ','
  const rows: Row[] = []
  let [line, cell, isQuoted] = [1, '', false]
  let row: Row = { line, cells: [] }
  const endCell = () => {
    row.cells.push(cell.trim())
    cell = ''
  }
  const endRow = () => {
    endCell()
    if (row.cells.some((one) => one !== '')) rows.push(row)
    row = { line: line + 1, cells: [] }
  }
  for (let at = 0; at < body.length; at++) {
    const character = body[at]!
    if (isQuoted) {
      if (character !== '"') cell += character
      else if (body[at + 1] === '"') cell += body[++at]
      else isQuoted = false
    } else if (character === '"' && cell.trim() === '') [isQuoted, cell] = [true, '']
    else if (character === separator) endCell()
    else if (character === '\n') endRow()
    else if (character !== '\r') cell += character
    if (character === '\n') line += 1
  }
  endRow()
  return rows
}

const noFile = fail(
  'no-file',
  { en: 'The file with the images’ paths and classes is missing.', zh: '缺少列出图像路径与类别的文件。' },
  {
    en: 'Write csv: and its path, for example csv:/home/me/labels.csv.',
    zh: '请写 csv: 加路径，例如 csv:/home/me/labels.csv。',
  },
)

const oddRow = (path: string, line: number) =>
  fail(
    'odd-row',
    { en: `Line ${line} of ${path} does not have a path and a class.`, zh: `${path} 第 ${line} 行缺少路径或类别。` },
    { en: 'Each line is: path,class. For example cats/1.jpg,cat.', zh: '每行应为：路径,类别。例如 cats/1.jpg,猫。' },
  )
