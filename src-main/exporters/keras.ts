import { Zip, ZipDeflate, ZipPassThrough, strToU8 } from 'fflate'
import type { Group } from 'h5wasm'
import { kerasVersion } from '../../src-core/formats/keras-config.ts'
import type { KerasLayer, KerasModel } from '../../src-core/formats/keras-config.ts'
import type { Result } from '../../src-core/result.ts'
import type { LayerWeight } from '../training/weights.ts'
import { hdf5 } from './hdf5.ts'
import type { Chunks } from './meter.ts'
import { writeExportedFile } from './write.ts'
import type { Target, Written } from './write.ts'

/** Writes a `.keras` file: a zip of the configuration, a note on its making, and the weights as HDF5. */
export async function writeKeras(
  model: KerasModel,
  weights: ReadonlyMap<string, LayerWeight[]>,
  { path, meter }: Target,
): Promise<Result<Written>> {
  const metadata = { keras_version: kerasVersion, date_saved: kerasDate(new Date()) }
  const entries = [
    { name: 'metadata.json', content: [strToU8(JSON.stringify(metadata))] },
    { name: 'config.json', content: [strToU8(JSON.stringify(model.config))], deflate: true },
    { name: 'model.weights.h5', content: hdf5(path, meter, (file) => weightsIn(file, model.layers, weights)) },
  ]
  return writeExportedFile(path, zipped(entries), meter)
}

/**
 * The weights as Keras 3 has them: `layers/<class in snake case>[_n]/vars/<i>`, where n counts the layers of one class in
 * Keras's order. Keras finds them by that place alone.
 */
function* weightsIn(file: Group, layers: readonly KerasLayer[], weights: ReadonlyMap<string, LayerWeight[]>) {
  file.create_group('layers')
  file.create_group('vars')
  const groupName = groupNames()
  for (const layer of layers) {
    const path = `layers/${groupName(layer.className)}`
    file.create_group(path)
    const group = file.create_group(`${path}/vars`)
    group.create_attribute('name', layer.name)
    for (const [index, { data, shape }] of weights.get(layer.id)!.entries()) {
      yield { group, name: String(index), data, shape }
    }
  }
}

/** `conv2d`, `conv2d_1`, … as Keras counts the layers of a class. */
function groupNames(): (className: string) => string {
  const used = new Map<string, number>()
  return (className) => {
    const name = snakeCase(className)
    const count = used.get(name) ?? 0
    used.set(name, count + 1)
    return count === 0 ? name : `${name}_${count}`
  }
}

/** Keras's own rule, `keras.src.utils.naming.to_snake_case`. */
export const snakeCase = (className: string): string =>
  className
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()

/** `2026-01-31@09:05:00`, local time, as Keras writes it. */
function kerasDate(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  return `${day}@${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}

/** A zip in pieces, each given on as soon as it is there. Weights do not compress. */
async function* zipped(
  entries: readonly { name: string; content: Chunks; deflate?: boolean }[],
): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    ready.push(chunk)
  })
  function* taken() {
    const chunks = ready
    ready = []
    yield* chunks
  }
  for (const { name, content, deflate } of entries) {
    const entry = deflate ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name)
    zip.add(entry)
    for await (const chunk of content) {
      entry.push(chunk)
      yield* taken()
    }
    entry.push(new Uint8Array(), true)
  }
  zip.end()
  yield* taken()
}
