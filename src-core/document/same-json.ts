/** Whether two JSON values are the same, in whatever order their keys stand; a member that is undefined is none. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const left = membersOf(a)
  if (left.length !== membersOf(b).length) return false
  return left.every(([key, member]) => Object.hasOwn(b, key) && sameJson(member, (b as Record<string, unknown>)[key]))
}

const membersOf = (value: object) => Object.entries(value).filter(([, member]) => member !== undefined)
