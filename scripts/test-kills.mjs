// `npm run test:kills`: kills the trainer, the main side and both at twenty moments of a run, see test/training/kills.test.ts;
// with TensorFlow, or `-- plain` with tfjs alone.
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { ensureBuilt } from './built.mjs'
import { setUp } from './test-setup.mjs'

const root = resolve(import.meta.dirname, '..')
const isPlain = process.argv.includes('plain')
if (!isPlain && !ensureBuilt()) process.exit(1)
const { status } = spawnSync(join(root, 'node_modules/.bin/vitest'), ['run', 'test/training/kills.test.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { LAYERLOOM_KILLS: '20', LAYERLOOM_KILLS_WITH: isPlain ? '' : 'tensorflow', ...setUp(root), ...process.env },
})
process.exitCode = status ?? 1
