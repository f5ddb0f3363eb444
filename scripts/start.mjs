// `npm start`: builds where that is needed, then opens the window: Electron's where its program is there or can be
// fetched, the browser's otherwise. LAYERLOOM_SHELL=electron or =browser decides by hand.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { ensureBuilt } from './built.mjs'

const root = resolve(import.meta.dirname, '..')
const electronFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
const chosen = process.env.LAYERLOOM_SHELL
const fetchLimit = 180_000
/** Milliseconds after which a fetch that failed is tried again: a computer that cannot reach the host starts fast. */
const retryAfter = 24 * 3_600_000
const failedMark = join(root, 'node_modules/.cache/layerloom/electron-not-fetched')

/** The path of Electron's program, if it is there. */
function electronProgram() {
  const pathFile = join(electronFolder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const program = join(
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electronFolder, 'dist'),
    readFileSync(pathFile, 'utf8'),
  )
  return existsSync(program) ? program : undefined
}

function fetchElectron() {
  const failedAt = statSync(failedMark, { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (chosen !== 'electron' && Date.now() - failedAt < retryAfter) return undefined
  console.log('Fetching Electron’s program, about 110 MB, once …')
  spawnSync(process.execPath, [join(electronFolder, 'install.js')], { stdio: 'ignore', timeout: fetchLimit })
  const program = electronProgram()
  if (program) rmSync(failedMark, { force: true })
  else {
    mkdirSync(dirname(failedMark), { recursive: true })
    writeFileSync(failedMark, '')
  }
  return program
}

/** Runs Electron until it ends; gives back whether its window ever stood. */
function runElectron(program) {
  const begun = performance.now()
  const child = spawn(program, [root, ...process.argv.slice(2)], { stdio: 'inherit' })
  const pass = (signal) => child.kill(signal)
  process.on('SIGINT', pass).on('SIGTERM', pass)
  return new Promise((done) => {
    child.on('error', () => done(false))
    child.on('exit', (code) => {
      process.off('SIGINT', pass).off('SIGTERM', pass)
      done(code === 0 || performance.now() - begun > 5_000)
    })
  })
}

async function openElectron() {
  const hasScreen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  if (!hasScreen) {
    console.log('There is no screen here for Electron’s window: the same window opens in a browser.')
    return false
  }
  const program = electronProgram() ?? fetchElectron()
  if (!program) {
    console.log('Electron’s program could not be fetched: the same window opens in the browser.')
    return false
  }
  if (await runElectron(program)) return true
  console.log('Electron could not start here: the same window opens in the browser.')
  return false
}

if (!ensureBuilt()) process.exit(1)
const opened = chosen !== 'browser' && (await openElectron())
if (!opened && chosen === 'electron') process.exit(1)
if (!opened) {
  const { runServer } = await import('../out/main/server.js')
  await runServer({ open: true })
}
