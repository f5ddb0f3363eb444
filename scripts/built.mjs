// Whether what is in out/ was built from the sources as they are, and how to build it.
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const products = ['out/main/index.js', 'out/main/server.js', 'out/preload/preload.cjs', 'out/renderer/index.html']
const sources = ['src-core', 'templates', 'src-main', 'src-renderer']
const settings = ['package.json', 'electron.vite.config.ts']

/** Milliseconds since 1970, or 0 where there is no such file. */
const changedAt = (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0

const newestIn = (folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((path) => !/\.test\.tsx?$/.test(path))
    .reduce((newest, path) => Math.max(newest, changedAt(join(folder, path))), 0)

/** 'missing' where something was never built, 'old' where a source has changed since. */
export function outState() {
  const built = Math.min(...products.map(changedAt))
  if (built === 0) return 'missing'
  return Math.max(...sources.map(newestIn), ...settings.map(changedAt)) > built ? 'old' : 'current'
}

/** Builds everything; true where that went well. Its own words are shown only where it did not. */
export function build() {
  const builder = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [builder, 'build'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (status !== 0) console.error(`${stdout}\n${stderr}`)
  return status === 0
}

/** Builds where what is there is missing or older than the sources, saying so. */
export function ensureBuilt(say = console.log) {
  const state = outState()
  if (state === 'current') return true
  say(state === 'missing' ? 'Building Layerloom, once …' : 'The sources have changed: building Layerloom again …')
  return build()
}
