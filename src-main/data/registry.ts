import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { partsOfSource } from '../../src-core/training/data.ts'
import type { Wanted } from '../../src-core/training/data.ts'
import { cifar10 } from './cifar10.ts'
import { csv } from './csv.ts'
import { createDataset } from './dataset.ts'
import type { DatasetOptions } from './dataset.ts'
import { folder } from './folder.ts'
import { idx } from './idx-folder.ts'
import { pathOf } from './listing.ts'
import { mnist } from './mnist.ts'
import { shapes } from './shapes.ts'
import type { DataDescription, Dataset, DataSource, Parts } from './source.ts'

/** Sources whose argument is a path. */
const files = { folder, csv, idx, cifar10 }

/** Every source of data, by the first word of its text: `mnist`, or `<word>:<argument>`. */
const sources: Record<string, DataSource> = { mnist, shapes, ...files }

/**
 * What a source such as `mnist` holds, without loading it.
 * @param wanted what the network takes and gives: drawn images and files follow it
 */
export async function describeData(text: string, wanted?: Wanted): Promise<Result<DataDescription>> {
  const found = find(text)
  return found.ok ? found.value.source.describe(found.value.argument, wanted) : found
}

/** The images of a source as they are, before anything is done to them. */
export async function loadParts(text: string, wanted: Wanted): Promise<Result<Parts>> {
  const found = find(text)
  return found.ok ? found.value.source.load(found.value.argument, wanted) : found
}

/**
 * The images of a source as a network is given them. `close` it when they are no longer needed.
 * @param wanted the shape of one image, the source's own or one of its others, and as many classes as it has
 */
export async function loadData(
  text: string,
  wanted: Wanted,
  options: Omit<DatasetOptions, 'shape'> = {},
): Promise<Result<Dataset>> {
  const parts = await loadParts(text, wanted)
  return parts.ok ? ok(createDataset(parts.value, { ...options, shape: wanted.shape })) : parts
}

/** The same source, said so that it is found from any folder: a run goes on wherever it is resumed. */
export function absoluteSource(text: string): string {
  const { word, argument } = partsOfSource(text)
  return Object.hasOwn(files, word) && argument !== '' ? `${word}:${pathOf(argument)}` : text
}

function find(text: string): Result<{ source: DataSource; argument: string }> {
  const { word, argument } = partsOfSource(text)
  if (Object.hasOwn(sources, word)) return ok({ source: sources[word]!, argument })
  const known = Object.keys(sources).map((name) => (Object.hasOwn(files, name) ? `${name}:…` : name))
  return fail(
    'unknown-data',
    { en: `There is no data source “${word}”.`, zh: `没有名为“${word}”的数据源。` },
    { en: `There is: ${known.join(', ')}.`, zh: `现有数据源：${known.join('、')}。` },
  )
}
