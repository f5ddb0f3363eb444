import yauzl from 'yauzl'

/** The two parts of a `.keras` file that are read. */
export interface KerasArchive {
  config: Uint8Array
  weights: Uint8Array
}

/** Why an archive is refused. */
export type ArchiveFault = 'damaged' | 'too-large'

const parts = { config: 'config.json', weights: 'model.weights.h5' } as const

/** Bytes: no configuration is larger, and no weights, which HDF5's memory holds whole. */
const largest = { config: 2 ** 26, weights: 2 ** 31 - 1 } as const
/** Weights hardly compress: a part that grows by more was made to fill memory. */
const growth = 100
const slack = 2 ** 20
/** Keras writes three, and a few more for layers with files of their own. */
const mostEntries = 1000

/** Reads a `.keras` file; bounded by what its parts claim and by what they really hold. */
export async function readArchive(path: string): Promise<KerasArchive | ArchiveFault> {
  try {
    // Names that leave the folder are refused; sizes are compared with the claims while reading.
    const zip = await yauzl.openPromise(path, { autoClose: false, strictFileNames: true, validateEntrySizes: true })
    try {
      if (zip.entryCount > mostEntries) return 'too-large'
      const found: Partial<KerasArchive> = {}
      for await (const entry of zip.eachEntry()) {
        const part = (['config', 'weights'] as const).find((one) => parts[one] === entry.fileName)
        if (!part) continue
        if (found[part]) return 'damaged'
        const { compressedSize, uncompressedSize: size } = entry
        if (size > largest[part] || size > compressedSize * growth + slack) return 'too-large'
        const bytes = new Uint8Array(size)
        let at = 0
        for await (const chunk of await zip.openReadStreamPromise(entry)) {
          bytes.set(chunk as Buffer, at)
          at += (chunk as Buffer).length
        }
        if (at !== size) return 'damaged'
        found[part] = bytes
      }
      const { config, weights } = found
      return config && weights ? { config, weights } : 'damaged'
    } finally {
      zip.close()
    }
  } catch {
    return 'damaged'
  }
}
