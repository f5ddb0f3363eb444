import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { partsOfSource } from '../../src-core/training/data.ts'
import type { Wanted } from '../../src-core/training/data.ts'
import { mnist } from './mnist.ts'
import { shapes } from './shapes.ts'
import type { DataDescription, Dataset, DataSource } from './source.ts'

/** Every source of data, by the first word of its text: `mnist`, or `<word>:<argument>`. */
const sources: Record<string, DataSource> = { mnist, shapes }

/**
 * What a source such as `mnist` holds, without loading it.
 * @param wanted what the network takes and gives: drawn images follow it
 */
export async function describeData(text: string, wanted?: Wanted): Promise<Result<DataDescription>> {
  const found = find(text)
  return found.ok ? found.value.source.describe(found.value.argument, wanted) : found
}

/** @param wanted the shape of one image, the source's own or one of its others, and as many classes as it has */
export async function loadData(text: string, wanted: Wanted): Promise<Result<Dataset>> {
  const found = find(text)
  return found.ok ? found.value.source.load(found.value.argument, wanted) : found
}

function find(text: string): Result<{ source: DataSource; argument: string }> {
  const { word, argument } = partsOfSource(text)
  if (Object.hasOwn(sources, word)) return ok({ source: sources[word]!, argument })
  const known = Object.keys(sources)
  return fail(
    'unknown-data',
    { en: `There is no data source “${word}”.`, zh: `没有名为“${word}”的数据源。` },
    { en: `There is: ${known.join(', ')}.`, zh: `现有数据源：${known.join('、')}。` },
  )
}
