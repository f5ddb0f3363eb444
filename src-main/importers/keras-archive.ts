import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import yauzl from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { largestJson } from './read-bytes.ts'

/** The parts of a `.keras` file that are read. */
export interface KerasArchive {
  config: Uint8Array
  /** Who wrote it and when; empty where the file does not say. */
  metadata: Uint8Array
  weights: Uint8Array
}

/** Why an archive is refused. */
export type ArchiveFault = 'damaged' | 'too-large'

const parts = { config: 'config.json', metadata: 'metadata.json', weights: 'model.weights.h5' } as const
const names = Object.keys(parts) as (keyof KerasArchive)[]

/** Bytes: no configuration is larger, and no weights, which HDF5's memory holds whole. */
const largest = { config: largestJson, metadata: 2 ** 16, weights: 2 ** 31 - 1 } as const
/** Weights hardly compress: a part that grows by more was made to fill memory. */
const growth = 100
const slack = 2 ** 20
/** Keras writes three, and a few more for layers with files of their own. */
const mostEntries = 1000

/** Reads a `.keras` file; bounded by what its parts claim and by what they really hold. */
export async function readArchive(path: string): Promise<KerasArchive | ArchiveFault> {
  let file: FileHandle | undefined
  try {
    file = await open(path)
    // Names that leave the folder are refused; sizes are compared with the claims while reading.
    const zip = await yauzl.openPromise(path, { autoClose: false, strictFileNames: true, validateEntrySizes: true })
    try {
      if (zip.entryCount > mostEntries) return 'too-large'
      const found: Partial<KerasArchive> = {}
      for await (const entry of zip.eachEntry()) {
        const part = names.find((one) => parts[one] === entry.fileName)
        if (!part) continue
        if (found[part]) return 'damaged'
        const { compressedSize, uncompressedSize: size } = entry
        if (size > largest[part] || size > compressedSize * growth + slack) return 'too-large'
        found[part] = await bytesOf(entry, zip, file)
      }
      const { config, metadata = new Uint8Array(), weights } = found
      return config && weights ? { config, metadata, weights } : 'damaged'
    } finally {
      zip.close()
    }
  } catch {
    return 'damaged'
  } finally {
    await file?.close()
  }
}

/** Throws where there are other bytes than the entry claims. */
async function bytesOf(entry: Entry, zip: ZipFile, file: FileHandle): Promise<Uint8Array> {
  const bytes = new Uint8Array(entry.uncompressedSize)
  const isStored = entry.compressionMethod === 0 && !entry.isEncrypted()
  const filled = isStored ? await copyStored(entry, bytes, zip, file) : await inflate(entry, bytes, zip)
  if (filled !== bytes.length) throw new Error(`${entry.fileName} has another size than it claims`)
  return bytes
}

/** As Keras keeps weights, which hardly compress: in one piece, where a stream takes ten times as long. */
async function copyStored(entry: Entry, bytes: Uint8Array, zip: ZipFile, file: FileHandle): Promise<number> {
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
  return (await file.read(bytes, 0, bytes.length, fileDataStart)).bytesRead
}

async function inflate(entry: Entry, bytes: Uint8Array, zip: ZipFile): Promise<number> {
  let at = 0
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    bytes.set(chunk as Buffer, at)
    at += (chunk as Buffer).length
  }
  return at
}
