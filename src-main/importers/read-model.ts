import { basename, dirname, extname } from 'node:path'
import { modelEnds } from '../../src-core/formats/model-files.ts'
import { fail } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { ImportedModel } from './imported-model.ts'
import { readApart } from './read-apart.ts'
import type { Apart } from './read-apart.ts'

const ends = modelEnds.map((end) => `.${end}`).join(', ')

const endOf = (path: string) => modelEnds.find((end) => extname(path).toLowerCase() === `.${end}`)

/** Whether a file is another program's model, by its name. */
export const isModel = (path: string): boolean => endOf(path) !== undefined

/**
 * Reads another program's model by what its name says that it is, in a thread.
 * @param signal ends it at once
 */
export async function readModel(
  path: string,
  signal?: AbortSignal,
  how?: Omit<Apart, 'signal'>,
): Promise<Result<ImportedModel>> {
  const end = endOf(path)
  return end ? readApart({ read: 'model', path, end }, { ...how, signal }) : noReader(path)
}

/** The file's name without its end; every tfjs model is called `model.json`, and its folder says more. */
export function titleOf(path: string): string {
  const name = basename(path, extname(path))
  const folder = basename(dirname(path))
  return name === 'model' && folder !== '' ? folder : name
}

const noReader = (path: string) =>
  fail(
    'cannot-import',
    {
      en: `Only these files can be imported: ${ends}; “${path}” is none.`,
      zh: `只能导入以下文件：${ends}，“${path}”不是。`,
    },
    { en: 'Save the model as one of them first.', zh: '请先将模型保存为其中一种。' },
  )
