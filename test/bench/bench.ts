import { edit } from './edit.ts'
import type { Section } from './section.ts'
import { printTable } from './table.ts'

const sections: Section[] = [edit]

/** Runs the sections that are named, or all; gives back an exit code. */
export async function bench(names: readonly string[]): Promise<number> {
  const unknown = names.find((name) => !sections.some((section) => section.name === name))
  if (unknown !== undefined) {
    console.error(`There is no section “${unknown}”. There are: ${sections.map(({ name }) => name).join(', ')}.`)
    return 2
  }
  for (const section of sections) {
    if (names.length > 0 && !names.includes(section.name)) continue
    console.log(`\n${section.title}  [${section.name}]`)
    const result = await section.run()
    if ('cannot' in result) {
      console.log(`  Not measured: ${result.cannot}`)
      continue
    }
    printTable(result.measures)
    for (const note of result.notes ?? []) console.log(`  ${note}`)
  }
  return 0
}
