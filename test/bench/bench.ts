import { availableParallelism, loadavg } from 'node:os'
import { canvas } from './canvas.ts'
import { curves } from './curves.ts'
import { data } from './data.ts'
import { edit } from './edit.ts'
import { exports } from './export.ts'
import { memory } from './memory.ts'
import { open } from './open.ts'
import { screen } from './screen.ts'
import type { Section } from './section.ts'
import { start } from './start.ts'
import { printTable } from './table.ts'
import { train } from './train.ts'

const sections: Section[] = [edit, start, open, screen, canvas, memory, curves, data, exports, ...train]

/**
 * Runs the sections that are named, or all; gives back an exit code, 1 where one could not be measured.
 * @param ensureBuilt builds the app where it is not; false where that fails
 */
export async function bench(names: readonly string[], ensureBuilt: () => boolean): Promise<number> {
  const unknown = names.find((name) => !sections.some((section) => section.name === name))
  if (unknown !== undefined) {
    console.error(
      `There is no section “${unknown}”. There are: ${[...new Set(sections.map(({ name }) => name))].join(', ')}.`,
    )
    return 2
  }
  const [load] = loadavg()
  const cores = availableParallelism()
  // Windows says 0.
  if (load! > cores / 2) {
    console.log(
      `The machine is busy (load ${load!.toFixed(1)} on ${cores} cores): figures will be worse than they are.`,
    )
  }
  let isBuilt: boolean | undefined
  let code = 0
  for (const section of sections) {
    if (names.length > 0 && !names.includes(section.name)) continue
    console.log(`\n${section.title}  [${section.name}]`)
    const isReady = !section.needsBuild || (isBuilt ??= ensureBuilt())
    // A section that breaks leaves the others to be measured; its own words say where.
    const result = isReady
      ? await section.run().catch((error: Error) => ({ cannot: `it broke. ${error.stack ?? error.message}` }))
      : { cannot: 'the app could not be built, see above.' }
    if ('cannot' in result) {
      console.log(`  Not measured: ${result.cannot}`)
      code = 1
      continue
    }
    printTable(result.measures)
    for (const note of result.notes ?? []) console.log(`  ${note}`)
  }
  return code
}
