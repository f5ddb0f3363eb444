import { spawn } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Whether there is a screen to open a browser on. */
export const hasScreen = (env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform) =>
  platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)

/**
 * Opens a person's browser on an address that holds a token, and removes what it needed for that on `clean`. Every user of a
 * computer can read the arguments of every process, so the browser is given the name of a file that only its owner can
 * read, which leads on to the address.
 */
export async function openBrowser(url: string, folder: string): Promise<{ clean(): Promise<void> }> {
  const file = join(folder, `open-${process.pid}.html`)
  await mkdir(folder, { recursive: true })
  await rm(file, { force: true })
  await writeFile(file, redirectPage(url), { mode: 0o600, flag: 'wx' })
  const [command, ...args] = opener(file)
  // A failure is no matter: the address stands in the terminal.
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref()
  return { clean: () => rm(file, { force: true }) }
}

export const redirectPage = (url: string) =>
  `<!doctype html><meta charset="utf-8"><title>Layerloom</title><meta http-equiv="refresh" content="0;url=${url}">\n`

function opener(file: string): [string, ...string[]] {
  if (process.platform === 'darwin') return ['open', file]
  if (process.platform === 'win32') return ['explorer.exe', file]
  return ['xdg-open', file]
}
