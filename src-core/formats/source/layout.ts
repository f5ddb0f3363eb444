interface Bracketed {
  indent: string
  /** Up to and with the opening bracket. */
  head: string
  items: readonly string[]
  /** From the closing bracket on. */
  tail: string
  width: number
  /** How far what is in brackets is indented. */
  indentBy: number
}

/** A bracketed list in one line, or its items in one line of their own, or in a line each. */
export function layout({ indent, head, items, tail, width, indentBy }: Bracketed): string[] {
  const inner = indent + ' '.repeat(indentBy)
  const joined = items.join(', ')
  if (!joined.includes('\n') && (indent + head + joined + tail).length <= width) return [indent + head + joined + tail]
  if (items.length === 0) return [indent + head + tail]
  const row = inner + joined
  const rows = row.length <= width && items.length > 0 ? [row] : items.map((item) => `${inner}${item},`)
  return [indent + head, ...rows, indent + tail]
}

/** A paragraph in lines of at most so many columns. */
export function wrapped(text: string, width: number, indent = ''): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    if (line !== '' && (indent + line + ' ' + word).length > width) {
      lines.push(indent + line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, indent + line]
}
