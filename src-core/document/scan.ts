/** What `JSON.parse` would not tell of a text, or could not stand. */
export interface Scan {
  /** How deeply lists and objects are nested. */
  depth: number
  /** The first key that one object has twice: `JSON.parse` keeps the last in silence. */
  duplicate?: string
  /** Whether some object has the key `__proto__`, which no document of ours has a use for. */
  hasProto: boolean
  /** Whether the text ends inside an object, list or string. */
  isOpen: boolean
}

const token = /"[^"\\]*(?:\\[^][^"\\]*)*("?)|[{}[\]:]/g

/** Goes through a JSON text once, without recursion, so that no nesting is too deep for it. */
export function scanJson(text: string): Scan {
  const scan: Scan = { depth: 0, hasProto: false, isOpen: false }
  /** The keys so far of each open object; null for a list. */
  const open: (Set<string> | null)[] = []
  let lastString: string | undefined
  for (const match of text.matchAll(token)) {
    const [part, closing] = match
    if (part[0] === '"') {
      lastString = part
      if (closing === '') scan.isOpen = true
      continue
    }
    if (part === ':') {
      const keys = open.at(-1)
      const key = lastString === undefined ? undefined : keyOf(lastString)
      if (keys && key !== undefined) {
        if (keys.has(key)) scan.duplicate ??= key
        if (key === '__proto__') scan.hasProto = true
        keys.add(key)
      }
    } else if (part === '{' || part === '[') {
      open.push(part === '{' ? new Set() : null)
      scan.depth = Math.max(scan.depth, open.length)
    } else open.pop()
    lastString = undefined
  }
  scan.isOpen ||= open.length > 0
  return scan
}

/** The key that a string token means; undefined where its escapes mean nothing. */
function keyOf(string: string): string | undefined {
  if (!string.includes('\\')) return string.slice(1, -1)
  try {
    return JSON.parse(string) as string
  } catch {
    return undefined
  }
}
