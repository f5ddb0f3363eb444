import { basename, dirname, extname } from 'node:path'
import { modelEnds } from '../../src-core/formats/model-files.ts'
import type { ModelEnd } from '../../src-core/formats/model-files.ts'
import { fail } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { readH5 } from './h5.ts'
import type { ImportedModel } from './imported-model.ts'
import { readJson } from './json.ts'
import { readKeras } from './keras.ts'
import { readOnnx } from './onnx.ts'

/** The readers of other programs' models, by the end of a file's name. */
const readers: Readonly<Record<ModelEnd, (path: string, signal?: AbortSignal) => Promise<Result<ImportedModel>>>> = {
  keras: readKeras,
  h5: readH5,
  hdf5: readH5,
  onnx: readOnnx,
  json: readJson,
}
const ends = modelEnds.map((end) => `.${end}`).join(', ')

const endOf = (path: string) => modelEnds.find((end) => extname(path).toLowerCase() === `.${end}`)

/** Whether a file is another program's model, by its name. */
export const isModel = (path: string): boolean => endOf(path) !== undefined

/**
 * Reads another program's model by what its name says that it is.
 * @param signal ends it between its steps, of which the longest takes a second or two for each gigabyte; it throws then
 */
export async function readModel(path: string, signal?: AbortSignal): Promise<Result<ImportedModel>> {
  const end = endOf(path)
  return end ? readers[end](path, signal) : noReader(path)
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
