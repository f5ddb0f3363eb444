import type sharp from 'sharp'

let loading: Promise<typeof sharp> | undefined

/**
 * What reads and writes image files, loaded with the first of them: its libraries would add a quarter to the time in which
 * the command line starts, and a training on images in memory needs none of it.
 */
export const loadSharp = (): Promise<typeof sharp> => (loading ??= load())

async function load() {
  const { default: loaded } = await import('sharp')
  // Each worker thread reads several images at once; libvips's own threads and its cache of operations would only be in the way.
  loaded.concurrency(1)
  loaded.cache(false)
  return loaded
}
