/** Paths belong to the main side's system, which need not be the browser's: the separator is read off the path itself. */
const separatorOf = (path: string): string => (path.includes('\\') && !path.includes('/') ? '\\' : '/')

export const isAbsolute = (path: string): boolean => /^(\/|\\\\|[A-Za-z]:[\\/])/.test(path)

/** The last part: `nets/lenet.loom` → `lenet.loom`. */
export const fileName = (path: string): string => path.split(/[\\/]/).filter(Boolean).at(-1) ?? path

/** Without its folder and `.loom`: what a document is called. */
export const documentName = (path: string): string => fileName(path).replace(/\.loom$/i, '')

/** The folder that a path lies in; a path without one stays in ''. */
export function folderOf(path: string): string {
  const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))
  if (at < 0) return ''
  return at === 0 || /^[A-Za-z]:$/.test(path.slice(0, at)) ? path.slice(0, at + 1) : path.slice(0, at)
}

/** What was typed, taken from `folder` where it is not a whole path by itself. */
export function resolvePath(folder: string, typed: string): string {
  if (isAbsolute(typed)) return typed
  const separator = separatorOf(folder)
  return folder.endsWith(separator) ? folder + typed : folder + separator + typed
}

export const withExtension = (path: string, extension: string | undefined): string =>
  extension === undefined || path.toLowerCase().endsWith(`.${extension.toLowerCase()}`) ? path : `${path}.${extension}`

/** A file name made of a title: what file systems refuse is left out. */
export const asFileName = (title: string): string =>
  title
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 100) || 'network'
