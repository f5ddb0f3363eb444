import type { Dataset, File, Group } from 'h5wasm'
import { sizeOf } from '../../src-core/graph/shape.ts'
import type { Shape } from '../../src-core/graph/shape.ts'

/** A file of HDF5 in memory, read by paths; what is missing or of another form is nothing. */
export interface H5File {
  /** A text, a list of texts, or nothing. */
  attribute(path: string, name: string): unknown
  /** Whether the file’s own members have one of this name. */
  has(name: string): boolean
  /** The names of a group's members, sorted; none where there is no such group. */
  members(path: string): string[]
  /** What the dataset says of its shape, where it holds floats. */
  shapeOf(path: string): Shape | undefined
  /** The floats of a dataset of exactly this shape. */
  floats(path: string, shape: Shape): Float32Array | undefined
}

/** Reads a file, whose bytes are HDF5's from then on, with `read`; nothing where they are no HDF5, or damaged. */
export async function withH5<T>(bytes: Uint8Array, read: (file: H5File) => T): Promise<{ read: T } | undefined> {
  const { File, ready } = await import('h5wasm')
  const { FS, activate_throwing_error_handler, deactivate_throwing_error_handler } = await ready
  const name = '/imported.h5' // in HDF5's own memory, not on the disk
  // Not copied; the option is emscripten's, and the types lack it.
  FS.writeFile(name, bytes, { canOwn: true } as object)
  let file: File | undefined
  // Errors come as exceptions meanwhile; else HDF5 prints pages of them.
  activate_throwing_error_handler()
  try {
    file = new File(name, 'r')
    return { read: read(readerOf(file, bytes.length * growth + slack)) }
  } catch {
    // HDF5 throws texts and errors of every kind at bytes that it cannot follow.
    return undefined
  } finally {
    deactivate_throwing_error_handler()
    closed(file)
    FS.unlink(name)
  }
}

/** A damaged file cannot always be closed; nothing of it is left to lose. */
function closed(file: File | undefined): void {
  try {
    file?.close()
  } catch {
    return
  }
}

/** Weights hardly compress: values of more bytes than these beside the file's own were made to fill memory. */
const growth = 100
const slack = 2 ** 20

/** @param room how many bytes are read at most */
const readerOf = (file: File, room: number): H5File => ({
  attribute(path, name) {
    const at = path === '/' ? file : file.get(path)
    const attributes = at && 'attrs' in at ? (at as Group).attrs : {}
    return Object.hasOwn(attributes, name) ? attributes[name]!.value : undefined
  },
  has: (name) => file.keys().includes(name),
  members(path) {
    const at = path === '/' ? file : file.get(path)
    return at && 'keys' in at ? (at as Group).keys() : []
  },
  shapeOf: (path) => floatsAt(file, path)?.shape ?? undefined,
  floats(path, shape) {
    const dataset = floatsAt(file, path)
    // Its own claim of a size is held against what is needed before any of it is read.
    if (dataset?.shape?.join() !== shape.join()) return undefined
    room -= sizeOf(shape) * Float32Array.BYTES_PER_ELEMENT
    if (room < 0) return undefined
    const value = dataset.value
    const data = value instanceof Float64Array ? Float32Array.from(value) : value
    return data instanceof Float32Array && data.length === sizeOf(shape) ? data : undefined
  },
})

/** A dataset of 32- or 64-bit floats. */
function floatsAt(file: File, path: string): Dataset | undefined {
  const found = file.get(path)
  if (!found || !('metadata' in found)) return undefined
  const dataset = found as Dataset
  return dataset.dtype === '<f' || dataset.dtype === '<d' ? dataset : undefined
}

/** A list of texts, which Keras spreads over several attributes where it is long: `layer_names0`, `layer_names1`, … */
export function texts(file: H5File, path: string, name: string): string[] {
  const whole = file.attribute(path, name)
  const parts = [whole].filter((part) => part !== undefined)
  for (let at = 0; whole === undefined && parts.length === at; at++) {
    const part = file.attribute(path, `${name}${at}`)
    if (part !== undefined) parts.push(part)
  }
  return parts.flat().filter((one) => typeof one === 'string')
}
