import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export type Admission = 'welcome' | 'used' | 'unknown'

/** Who may come in: see {@link openEntrance}. */
export interface Entrance {
  /** A token that nobody has used yet: the last one given out, or a new one where that is spent. */
  token(): string
  admit(token: string, secret: string): Admission
}

interface Ticket {
  token: string
  digest: Buffer
  /** Digest of the secret of the page that used it first; absent until one has. */
  boundTo?: Buffer
}

const digest = (text: string) => createHash('sha256').update(text).digest()
const secretForm = /^[\w-]{32,128}$/

/**
 * Tokens that let one page in each. The first page to present a token binds it to a secret of its own making, which it
 * keeps for as long as its tab lives and shows each time it connects: so a reload or a lost connection gets back in, while
 * whoever finds the address later (a shell's history, a screen, a browser's list of visited pages) does not.
 *
 * All comparisons are of digests and take the same time whatever is wrong.
 */
export function openEntrance(): Entrance {
  const tickets: Ticket[] = []

  function issue(): Ticket {
    const token = randomBytes(32).toString('base64url')
    const ticket = { token, digest: digest(token) }
    tickets.push(ticket)
    return ticket
  }

  return {
    token() {
      const last = tickets.at(-1)
      return (last && !last.boundTo ? last : issue()).token
    },
    admit(token, secret) {
      const shown = digest(token)
      let ticket: Ticket | undefined
      for (const candidate of tickets) if (timingSafeEqual(candidate.digest, shown)) ticket = candidate
      if (!ticket || !secretForm.test(secret)) return 'unknown'
      ticket.boundTo ??= digest(secret)
      return timingSafeEqual(ticket.boundTo, digest(secret)) ? 'welcome' : 'used'
    },
  }
}
