import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The app's own folder, whether this runs from sources or from what is built of them. */
export function packageRoot(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder))
    if (existsSync(join(folder, 'package.json')) || folder === dirname(folder)) return folder
}
