import { resolve } from 'node:path'

/** The document among a program's arguments, if one is: what a double-click on a `.loom` file passes. */
export function documentArgument(args: readonly string[], folder: string): string | undefined {
  const found = args.slice(1).findLast((argument) => !argument.startsWith('-') && argument.endsWith('.loom'))
  return found && resolve(folder, found)
}
