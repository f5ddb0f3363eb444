/** How well a query fits a text, and which of the text's characters it was found in. */
export interface Match {
  score: number
  at: number[]
}

/** Where a word begins: at the start, behind a space or sign, at a capital, at a digit, and at every Chinese sign. */
const beginsWord = (text: string, i: number): boolean =>
  i === 0 ||
  /[^\p{L}\p{N}]/u.test(text[i - 1]!) ||
  (/\p{Lu}/u.test(text[i]!) && /\p{Ll}/u.test(text[i - 1]!)) ||
  (/\d/.test(text[i]!) && !/\d/.test(text[i - 1]!)) ||
  /\p{Script=Han}/u.test(text[i]!)

/**
 * Finds a query's characters in a text, in their order: `cnv2` is in `Conv2D`. Characters that stand together or begin
 * words count more; a text that is shorter, more. Undefined where they are not all there.
 */
export function fuzzyMatch(query: string, text: string): Match | undefined {
  const wanted = [...query.toLowerCase()].filter((char) => char.trim() !== '')
  const lower = text.toLowerCase()
  if (wanted.length === 0) return { score: 0, at: [] }
  // A run of text that is the query as it stands is what was meant, wherever else its letters are.
  const whole = wholeMatch(query.trim().toLowerCase(), lower, text)
  if (whole) return whole

  /** `best[i]`: the best way to have found the wanted characters so far, the last of them at `i`. */
  let best = new Map<number, Match>()
  for (const [n, char] of wanted.entries()) {
    const next = new Map<number, Match>()
    for (let i = lower.indexOf(char); i >= 0; i = lower.indexOf(char, i + 1)) {
      const before = n === 0 ? { score: -i * 0.1, at: [] } : bestBefore(best, i)
      if (!before) continue
      const follows = before.at.at(-1) === i - 1
      const gained = 1 + (follows ? 4 : 0) + (beginsWord(text, i) ? 3 : 0)
      next.set(i, { score: before.score + gained, at: [...before.at, i] })
    }
    best = next
  }
  let found: Match | undefined
  for (const match of best.values()) if (!found || match.score > found.score) found = match
  return found && { ...found, score: found.score - text.length * 0.02 }
}

function wholeMatch(query: string, lower: string, text: string): Match | undefined {
  let found: Match | undefined
  for (let i = lower.indexOf(query); i >= 0; i = lower.indexOf(query, i + 1)) {
    const score = query.length * 5 + (beginsWord(text, i) ? 8 : 2) + (i === 0 ? 4 : 0) - text.length * 0.02
    if (!found || score > found.score) found = { score, at: Array.from(query, (_, n) => i + n) }
  }
  return found
}

function bestBefore(best: ReadonlyMap<number, Match>, i: number): Match | undefined {
  let found: Match | undefined
  for (const [at, match] of best) {
    // One that stands right before is worth more than the same score further off.
    const score = match.score + (at === i - 1 ? 4 : 0)
    if (at < i && (!found || score > found.score + (found.at.at(-1) === i - 1 ? 4 : 0))) found = match
  }
  return found
}
