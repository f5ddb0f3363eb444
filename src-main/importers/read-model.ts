import { extname } from 'node:path'
import { fail } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { readH5 } from './h5.ts'
import { readKeras } from './keras.ts'
import { readOnnx } from './onnx.ts'
import type { ImportedModel } from './onnx.ts'

/** The readers of other programs' models, by the end of a file's name. */
const readers: Readonly<Record<string, (path: string) => Promise<Result<ImportedModel>>>> = {
  '.keras': readKeras,
  '.h5': readH5,
  '.onnx': readOnnx,
}
const ends = Object.keys(readers).join(', ')

const endOf = (path: string) => extname(path).toLowerCase()

/** Whether a file is another program's model, by its name. */
export const isModel = (path: string): boolean => Object.hasOwn(readers, endOf(path))

/** Reads another program's model by what its name says that it is. */
export async function readModel(path: string): Promise<Result<ImportedModel>> {
  return isModel(path) ? readers[endOf(path)]!(path) : noReader(path)
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
