import { Zip, ZipDeflate, ZipPassThrough, strToU8 } from 'fflate'
import type { KerasLayer, KerasModel } from '../../src-core/formats/keras-config.ts'
import type { Result } from '../../src-core/result.ts'
import type { LayerWeight } from '../training/weights.ts'
import { writeExportedFile } from './write.ts'
import type { Written } from './write.ts'

/** The Keras whose layout these files follow; Keras itself only shows it. */
const kerasVersion = '3.15.1'

/** Writes a `.keras` file: a zip of the configuration, a note on its making, and the weights as HDF5. */
export async function writeKeras(
  model: KerasModel,
  weights: ReadonlyMap<string, LayerWeight[]>,
  path: string,
): Promise<Result<Written>> {
  const hdf5 = await weightsFile(model.layers, weights)
  const metadata = { keras_version: kerasVersion, date_saved: kerasDate(new Date()) }
  return writeExportedFile(
    path,
    zipped([
      { name: 'metadata.json', data: strToU8(JSON.stringify(metadata)) },
      { name: 'config.json', data: strToU8(JSON.stringify(model.config)), deflate: true },
      { name: 'model.weights.h5', data: hdf5 },
    ]),
  )
}

/**
 * The HDF5 file of the weights: `layers/<class in snake case>[_n]/vars/<i>`, where n counts the layers of one class in
 * Keras's order. Keras finds them by that place alone.
 */
async function weightsFile(
  layers: readonly KerasLayer[],
  weights: ReadonlyMap<string, LayerWeight[]>,
): Promise<Uint8Array> {
  const { File, ready } = await import('h5wasm')
  const { FS } = await ready
  const name = '/model.weights.h5' // in HDF5's own memory, not on the disk
  const file = new File(name, 'w')
  file.create_group('layers')
  file.create_group('vars')
  const groupName = groupNames()
  for (const layer of layers) {
    const group = `layers/${groupName(layer.className)}`
    file.create_group(group)
    const vars = file.create_group(`${group}/vars`)
    vars.create_attribute('name', layer.name)
    for (const [index, { data, shape }] of weights.get(layer.id)!.entries()) {
      vars.create_dataset({ name: String(index), data, shape, dtype: '<f4' })
    }
  }
  file.flush()
  file.close()
  const bytes = FS.readFile(name)
  FS.unlink(name)
  return bytes
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

/** A zip in pieces. Weights do not compress, and passing them through keeps them from being copied. */
function zipped(entries: readonly { name: string; data: Uint8Array; deflate?: boolean }[]): Uint8Array[] {
  const chunks: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    chunks.push(chunk)
  })
  for (const { name, data, deflate } of entries) {
    const entry = deflate ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name)
    zip.add(entry)
    entry.push(data, true)
  }
  zip.end()
  return chunks
}
