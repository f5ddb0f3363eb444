import { randomBytes } from 'node:crypto'
import { link, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds between two signs of life of whoever holds a lock. */
const beat = 5_000
/** Milliseconds without one after which it counts as dead, even if another process has its number by now. */
const deadAfter = 30_000

/**
 * Waits until this process alone holds the file `path`; gives back how to let go. It saves two processes from doing the
 * same work. What they make is whole even where both do: it comes into place by a rename.
 *
 * @param onWait called about every second while another process holds it
 */
export async function lock(
  path: string,
  signal: AbortSignal,
  onWait: () => Promise<void>,
): Promise<() => Promise<void>> {
  for (;;) {
    const mine = `${process.pid} ${hostname()} ${randomBytes(6).toString('hex')}`
    if (await take(path, mine)) return hold(path, mine)
    const holder = await readFile(path, 'utf8').catch(() => '')
    if (await isDead(path, holder)) await discard(path, holder)
    else {
      await onWait()
      await sleep(1_000, undefined, { signal })
    }
  }
}

async function take(path: string, mine: string): Promise<boolean> {
  const file = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return undefined
    throw error
  })
  await file?.writeFile(mine)
  await file?.close()
  return file !== undefined
}

function hold(path: string, mine: string): () => Promise<void> {
  const timer = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), beat)
  timer.unref()
  return async () => {
    clearInterval(timer)
    // A process that was suspended for long may have lost it to another.
    if ((await readFile(path, 'utf8').catch(() => '')) === mine) await rm(path, { force: true })
  }
}

async function isDead(path: string, holder: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  if (!found) return false
  if (Date.now() - found.mtimeMs > deadAfter) return true
  // A home can be shared by computers, each with its own numbers of processes.
  const [pid, host] = holder.split(' ')
  return host === hostname() && !isAlive(Number(pid))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Renamed first, so that of two processes that saw it dead one clears it away; the other may have caught a new one. */
async function discard(path: string, dead: string) {
  const aside = `${path}.${randomBytes(6).toString('hex')}`
  const caught = await rename(path, aside).then(
    () => readFile(aside, 'utf8').catch(() => dead),
    () => dead,
  )
  if (caught !== dead) await link(aside, path).catch(() => undefined)
  await rm(aside, { force: true })
}
