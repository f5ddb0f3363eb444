import type { Shape } from '../../src-core/graph/shape.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { mnist } from './mnist.ts'
import type { DataDescription, Dataset, DataSource } from './source.ts'

/** Every source of data, by the first word of its text: `mnist`, or `<word>:<argument>`. */
const sources: Record<string, DataSource> = { mnist }

/** What a source such as `mnist` holds, without loading it. */
export async function describeData(text: string): Promise<Result<DataDescription>> {
  const found = find(text)
  return found.ok ? found.value.source.describe(found.value.argument) : found
}

/** @param shape of one image: the source's own or one of its others */
export async function loadData(text: string, shape: Shape): Promise<Result<Dataset>> {
  const found = find(text)
  return found.ok ? found.value.source.load(found.value.argument, shape) : found
}

function find(text: string): Result<{ source: DataSource; argument: string }> {
  const [word, ...rest] = text.split(':')
  if (Object.hasOwn(sources, word!)) return ok({ source: sources[word!]!, argument: rest.join(':') })
  const known = Object.keys(sources)
  return fail(
    'unknown-data',
    { en: `There is no data source “${word}”.`, zh: `没有名为“${word}”的数据源。` },
    { en: `There is: ${known.join(', ')}.`, zh: `现有数据源：${known.join('、')}。` },
  )
}
