import { importKeras } from '../../src-core/formats/keras-import/import.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { ImportedModel } from './imported-model.ts'
import { parseJson } from './keras.ts'
import { largestJson, readBytes } from './read-bytes.ts'
import { isTfjs, readTfjs } from './tfjs.ts'

/** Reads what Keras's `model.to_json()` says of a network, or a model for tfjs, or says in words why not. */
export async function readJson(path: string): Promise<Result<ImportedModel>> {
  const bytes = await readBytes(path, tooLarge, largestJson)
  if (!bytes.ok) return bytes
  const json = parseTwice(new TextDecoder().decode(bytes.value))
  if (json === undefined) return notJson(path)
  if (isTfjs(json)) return readTfjs(path, json)
  const imported = importKeras(json)
  if (!imported.ok) return imported
  const { document, notes } = imported.value
  return ok({ document, weights: [], notes: [architectureAlone, ...notes] })
}

/** `json.dump(model.to_json())` writes JSON within JSON. */
function parseTwice(text: string): unknown {
  const json = parseJson(text)
  return typeof json === 'string' ? parseJson(json) : json
}

const architectureAlone = {
  en: 'The file has the architecture alone, without weights.',
  zh: '该文件只有网络结构，不含权重。',
}

const notJson = (path: string) =>
  fail(
    'not-json',
    { en: `${path} is not JSON, or a damaged file.`, zh: `${path} 不是 JSON，或已损坏。` },
    {
      en: 'Choose what Keras’s model.to_json() wrote, or the model.json of a tfjs model.',
      zh: '请选择由 Keras 的 model.to_json() 写出的文件，或 tfjs 模型的 model.json。',
    },
  )

const tooLarge = (path: string) =>
  fail('too-large', {
    en: `${path} has more than ${largestJson / 2 ** 20} MB, more than any network’s configuration.`,
    zh: `${path} 超过 ${largestJson / 2 ** 20} MB，大于任何网络的配置。`,
  })
